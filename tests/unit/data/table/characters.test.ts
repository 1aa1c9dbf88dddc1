import { expect, it } from 'vitest';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { notesOnTable } from '../../../../src/data/table/notes/problems.ts';
import { type CharacterSet, characterSets } from '../../../../src/data/table/table.ts';
import { text } from '../../../../src/text/text.ts';
import { bytesIn, cellsOf, messagesOf, parsed, repeated, tableOf } from './csvFiles.ts';

const samples: readonly (readonly [CharacterSet, string, readonly string[]])[] = [
  ['western', 'German', ['München', 'Köln', 'Düsseldorf', 'Straße', 'Ärger', 'Überlingen']],
  ['western', 'a capital', ['Älter', 'Jünger', 'ok']],
  ['western', 'French', ['créée', 'Orléans', 'où ça', 'forêt', 'Noël, à l’été']],
  ['western', 'Spanish', ['España', 'niño', '¿Qué?', 'Ñandú', 'MÁLAGA']],
  ['western', 'Portuguese capitals', ['AÇÃO', 'OPÇÃO', 'SITUAÇÕES']],
  ['western', 'Swedish', ['Malmö', 'Å', 'Örebro', 'Växjö', 'smörgåsbord']],
  ['western', 'signs', ['25 °C', '3 m³', '5 €', '£7', 'it’s “fine” – don’t']],
  ['western', 'apostrophes', ['don’t', 'it’s', 'Anna’s']],
  ['western', 'one name', ['José', 'Ann', 'Bob', 'Cy', 'Di']],
  ['western', 'Icelandic', ['Þór', 'Ísafjörður', 'Reykjavík', 'Æsa']],
  ['cyrillic', 'Russian', ['Москва', 'Санкт-Петербург', 'Казань', 'да', 'нет']],
  ['cyrillic', 'Russian capitals', ['МОСКВА', 'ОМСК', 'ПЕРМЬ', 'РОСТОВ']],
  ['cyrillic', 'sentences', ['не работает', 'хорошее качество', 'Доставка была быстрой']],
  ['cyrillic', 'Ukrainian', ['Київ', 'Львів', 'Запоріжжя', 'ні', 'Одеса']],
  ['koi8', 'Russian', ['Москва', 'Санкт-Петербург', 'Казань', 'да', 'нет']],
  ['koi8', 'Russian capitals', ['МОСКВА', 'ОМСК', 'ПЕРМЬ', 'РОСТОВ']],
  ['koi8', 'sentences', ['не работает', 'хорошее качество', 'Доставка была быстрой']],
  ['chinese', 'cities', ['北京', '上海', '广州', '深圳', '成都', '杭州']],
  ['chinese', 'sentences', ['质量很好，下次还来', '物流太慢了', 'iPhone手机', 'VIP会员（年费）']],
  ['chinese', 'classes', ['A类', 'B类', 'C类', '其他']],
  ['chinese', 'names', ['张伟', '王芳', '李娜', '刘洋', '陈静', '杨帆']],
  ['traditional', 'cities', ['臺北', '高雄', '臺中', '桃園', '新竹', '臺南']],
  ['traditional', 'sentences', ['品質很好，下次再來', '物流太慢了', 'iPhone手機', '會員']],
  ['japanese', 'cities', ['東京', '大阪', '名古屋', '札幌', '福岡', '横浜']],
  ['japanese', 'sentences', ['とても良い商品です。', 'コーヒー', 'サービス', '配送が遅い']],
  ['korean', 'cities', ['서울', '부산', '대구', '인천', '광주', '대전', '울산']],
  ['korean', 'sentences', ['배송이 빨라요', '품질이 좋습니다', '별로예요', '재구매 의사 있음']],
];

const fileOf = (cells: readonly string[]) => [
  'name,size',
  ...repeated(cells.map((cell, row) => `"${cell}",${row}`)),
];

it.each(samples)('knows files in letters of the set %s: %s', async (characters, _, cells) => {
  const bytes = bytesIn(characterSets[characters], fileOf(cells).join('\n'));
  for (const length of [7, 1 << 16]) {
    const { table } = await parsed(bytes, {}, length);
    expect([table?.form.characters, table?.isDamaged]).toEqual([characters, false]);
    expect(cellsOf(table?.columns[0]).slice(0, cells.length)).toEqual(cells);
    if (length > 7 && table) expect(table.maybeCharacters ?? []).toEqual([]);
  }
  const unicode = await tableOf(fileOf(cells).join('\n'));
  expect(unicode.form.characters).toBe('unicode');
});

it('says what a file could be as well, and reads it as it is told', async () => {
  const bytes = bytesIn('gb18030', fileOf(['男', '女']).join('\n'));
  const table = await tableOf(bytes);
  const { chinese, korean, traditional } = text.tableSetup.choices.characters;
  const note = (others: readonly string[]) => text.tableFile.problems.notUnicode(chinese, others);
  expect(cellsOf(table.columns[0]).slice(0, 2)).toEqual(['男', '女']);
  expect(messagesOf(notesOnTable(table, guessTableSetup(table)))).toContain(note([traditional, korean]));
  const told = await tableOf(bytes, { form: { characters: 'chinese' } });
  expect(messagesOf(notesOnTable(told, guessTableSetup(told)))).toContain(note([]));
});

it('takes Unicode with a damaged byte for Unicode, and Polish for no Chinese', async () => {
  const bytes = bytesIn('windows-1250', fileOf(['Łódź', 'Kraków', 'Gdańsk', 'Częstochowa']).join('\n'));
  expect((await tableOf(bytes)).form.characters).toBe('western');
  const damaged = new TextEncoder().encode(fileOf(['Zürich', 'Genève', '北京']).join('\n'));
  damaged[damaged.findIndex((byte) => byte > 0x80)] = 0xff;
  const { form, isDamaged } = await tableOf(damaged);
  expect([form.characters, isDamaged]).toEqual(['unicode', true]);
});
