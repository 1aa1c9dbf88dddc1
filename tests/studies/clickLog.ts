/**
 * A made-up log of what users were shown: ids of users and items, few of which have many rows and most of which have few, a category,
 * an hour, a price, a time, and whether a click and a conversion followed. What a user likes is a vector, and so is what an item is.
 */
import { createStream, type RandomStream } from '../../src/core/random.ts';

interface LogSize {
  readonly numRows: number;
  readonly numUsers: number;
  readonly numItems: number;
}

export const logHeader = 'time,user_id,item_id,category,hour,price,click,conversion';

const NUM_TASTES = 4;
const NUM_CATEGORIES = 20;
const MINUTES_BETWEEN_ROWS = 1;

interface Item {
  readonly category: number;
  readonly price: number;
  readonly appeal: number;
  readonly vector: readonly number[];
}

/** The lines below the header, in the order of time. */
export function* logLines({ numRows, numUsers, numItems }: LogSize, seed = 1): Generator<string> {
  const tastes = createStream(seed, 'log', 'users');
  const users = Array.from({ length: numUsers }, () => ({
    zeal: 0.7 * tastes.normal(),
    vector: vectorOf(tastes),
  }));
  const goods = createStream(seed, 'log', 'items');
  const items = Array.from({ length: numItems }, (): Item => {
    const category = goods.integerBelow(NUM_CATEGORIES);
    return {
      category,
      price: Math.exp(2 + goods.normal()),
      appeal: 0.5 * goods.normal(),
      vector: vectorOf(goods),
    };
  });
  const rows = createStream(seed, 'log', 'rows');
  const start = Date.UTC(2025, 0, 1);
  for (let row = 0; row < numRows; row++) {
    const at = new Date(start + row * MINUTES_BETWEEN_ROWS * 60_000);
    const [u, i] = [skewed(rows, numUsers), skewed(rows, numItems)];
    const [user, item] = [users[u], items[i]];
    if (user === undefined || item === undefined) continue;
    const hour = at.getUTCHours();
    const liking = 1.2 * dot(user.vector, item.vector);
    const click = draws(
      rows,
      -1.4 + user.zeal + item.appeal + liking + 0.4 * Math.sin((hour * Math.PI) / 12),
    );
    const bought = click && draws(rows, -1.2 + 0.8 * liking + 0.5 * user.zeal - 0.3 * Math.log(item.price));
    const time = at.toISOString().slice(0, 16).replace('T', ' ');
    const cells = [time, `u${u}`, 10_000 + i, `c${item.category}`, hour, item.price.toFixed(2)];
    yield [...cells, Number(click), Number(bought)].join(',');
  }
}

const vectorOf = ({ normal }: RandomStream): readonly number[] =>
  Array.from({ length: NUM_TASTES }, () => normal() / Math.sqrt(NUM_TASTES));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** A number below `count`, small ones far more often. */
const skewed = ({ uniform }: RandomStream, count: number): number => Math.floor(count * uniform() ** 2.5);

const draws = ({ uniform }: RandomStream, logit: number): boolean => uniform() < 1 / (1 + Math.exp(-logit));
