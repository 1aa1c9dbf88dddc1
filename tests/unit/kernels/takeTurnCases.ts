/** Turn by turn, the rows and rates of the timetable; called once per backend. */
import { beforeAll, expect, it } from 'vitest';
import { registerOperations } from '../../../src/kernels/register.ts';
import { takeTurn } from '../../../src/kernels/takeTurn/takeTurn.ts';
import { dispose, tensor } from '../../../src/tf/tf.ts';
import { freeTensorsAfterEach } from '../ownTensors.ts';

export function describeTakeTurn(): void {
  beforeAll(registerOperations);
  freeTensorsAfterEach();

  it('takes one turn after the other', async () => {
    const rows = tensor([1, 2, 3, 4, 5, 6], [3, 2], 'int32');
    const rates = tensor([0.1, 1, 2, 0.2, 3, 4, 0.3, 5, 6], [3, 3]);
    const first = takeTurn({ turn: tensor([1], [1], 'int32'), rows, rates });
    const second = takeTurn({ turn: first.turn, rows, rates });
    expect([...(await first.rows.data())]).toEqual([3, 4]);
    expect([...(await first.rates.data())]).toEqual([...Float32Array.of(0.2, 3, 4)]);
    expect([...(await second.rows.data())]).toEqual([5, 6]);
    expect([...(await second.rates.data())]).toEqual([...Float32Array.of(0.3, 5, 6)]);
    expect([...(await second.turn.data())]).toEqual([3]);
    dispose([rows, rates, ...Object.values(first), ...Object.values(second)]);
  });
}
