export { articleText, liveFigureText } from '../en/article.ts';
