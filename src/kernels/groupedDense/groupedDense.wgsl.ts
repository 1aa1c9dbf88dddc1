/** Shaders of the grouped dense layer. Each thread computes a block of rows and columns of one group. */
import { type BlockSize, blockCodeOf } from '../webgpu/blocks.ts';
import { elementTypeOf, type Program, programOf } from '../webgpu/program.ts';
import { slotWgsl } from '../webgpu/slots.ts';

/** What the code depends on. */
export interface LayerKind {
  readonly inputDim: number;
  readonly outputDim: number;
  readonly relu: boolean;
  /** What a thread computes. */
  readonly block: BlockSize;
}

const params = ['numReplicaStreams', 'numReplicaGroups', 'numRows', 'inputDim', 'outputDim'];

const zero = 'vec4<f32>(0)';

/** `y`, from `x` and `affine`; the table holds the stream of each group of a replica. */
export function forwardProgram({ inputDim, outputDim, relu, block }: LayerKind): Program {
  const { blockWgsl, eachPart, eachCell, eachRow, storeBlock } = blockCodeOf(block);
  const x = elementTypeOf(inputDim);
  const columns = elementTypeOf(outputDim);
  const activated = (y: string) => (relu ? `select(${y}, ${zero}, ${y} <= ${zero})` : y);
  return programOf({
    key: `groupedDense ${nameOf(block)} ${x} ${columns} ${relu}`,
    outputs: { y: columns },
    inputs: { x, affine: columns },
    params,
    hasTable: true,
    body: `${blockWgsl} ${streamWgsl}
      fn run(thread: u32) {
        let inputDim = params.inputDim;
        let outputDim = params.outputDim;
        let block = blockOf(thread, params.numRows, outputDim);
        let rows = (streamOf(block.group) * params.numRows + block.row) * inputDim;
        let weights = block.group * (inputDim + 1u) * outputDim + block.column;
        ${eachPart((p) => `let bias${p} = load4_affine(weights + inputDim * outputDim + ${4 * p}u);`)}
        ${eachCell('y', (y, _, p) => `var ${y} = bias${p};`)}
        for (var i = 0u; i < inputDim / 4u * 4u; i += 4u) {
          let w = weights + i * outputDim;
          ${eachPart((p) =>
            [0, 1, 2, 3]
              .map((k) => `let w${k}_${p} = load4_affine(w + ${k}u * outputDim + ${4 * p}u);`)
              .join('\n'),
          )}
          ${eachRow(
            (r) => `{
              let x = load4_x(rows + ${r}u * inputDim + i);
              ${eachPart((p) => `y${r}_${p} += x.x * w0_${p} + x.y * w1_${p} + x.z * w2_${p} + x.w * w3_${p};`)}
            }`,
          )}
        }
        for (var i = inputDim / 4u * 4u; i < inputDim; i++) {
          ${eachPart((p) => `let w${p} = load4_affine(weights + i * outputDim + ${4 * p}u);`)}
          ${eachCell('y', (y, r, p) => `${y} += load_x(rows + ${r}u * inputDim + i) * w${p};`)}
        }
        ${storeBlock('y', 'params.numRows', 'outputDim', activated)}
      }`,
  });
}

/**
 * `dx`, from `dy`, `affine` and, with ReLU, `y`; the table holds, per stream of a replica and once more for the end, where
 * in the table the groups that read it begin, then those groups.
 */
export function gradInputProgram({ inputDim, outputDim, relu, block }: LayerKind): Program {
  const { blockWgsl, eachCell, eachColumn, eachPart, eachRow, storeBlock } = blockCodeOf(block);
  const dx = elementTypeOf(inputDim);
  const columns = elementTypeOf(outputDim);
  const four = (p: number, value: (column: number) => string) =>
    `vec4<f32>(${[0, 1, 2, 3].map((k) => value(4 * p + k)).join(', ')})`;
  return programOf({
    key: `groupedDenseGradInput ${nameOf(block)} ${dx} ${columns} ${relu}`,
    outputs: { dx },
    inputs: { dy: columns, affine: columns, ...(relu && { y: columns }) },
    params,
    hasTable: true,
    body: `${blockWgsl} ${dzWgsl(relu)}
      fn run(thread: u32) {
        let inputDim = params.inputDim;
        let outputDim = params.outputDim;
        let block = blockOf(thread, params.numRows, inputDim);
        let replica = block.group / params.numReplicaStreams;
        let stream = block.group % params.numReplicaStreams;
        ${eachCell('dx', (cell) => `var ${cell} = ${zero};`)}
        for (var k = entry(stream); k < entry(stream + 1u); k++) {
          let group = replica * params.numReplicaGroups + entry(k);
          let rows = (group * params.numRows + block.row) * outputDim;
          let weights = (group * (inputDim + 1u) + block.column) * outputDim;
          for (var j = 0u; j < outputDim / 4u * 4u; j += 4u) {
            ${eachColumn((i) => `let w${i} = load4_affine(weights + ${i}u * outputDim + j);`)}
            ${eachRow(
              (r) => `{
                let dz = load4_dz(rows + ${r}u * outputDim + j);
                ${eachPart((p) => `dx${r}_${p} += ${four(p, (i) => `dot(dz, w${i})`)};`)}
              }`,
            )}
          }
          for (var j = outputDim / 4u * 4u; j < outputDim; j++) {
            ${eachPart((p) => `let w${p} = ${four(p, (i) => `load_affine(weights + ${i}u * outputDim + j)`)};`)}
            ${eachCell('dx', (cell, r, p) => `${cell} += load_dz(rows + ${r}u * outputDim + j) * w${p};`)}
          }
        }
        ${storeBlock('dx', 'params.numRows', 'inputDim')}
      }`,
  });
}

/**
 * `dAffine` of each slot of rows, slot by slot, from `dy`, `x` and, with ReLU, `y`; the table is the forward pass's. The bias
 * is the weight of an input of 1.
 */
export function gradAffineProgram({ inputDim, outputDim, relu, block }: LayerKind): Program {
  const { blockWgsl, eachCell, eachPart, eachRowPart, storeBlock } = blockCodeOf(block);
  const x = elementTypeOf(inputDim);
  const columns = elementTypeOf(outputDim);
  return programOf({
    key: `groupedDenseGradAffine ${nameOf(block)} ${x} ${columns} ${relu}`,
    outputs: { dAffine: columns },
    inputs: { dy: columns, x, ...(relu && { y: columns }) },
    params: [...params, 'numGroups', 'rowsPerSlot'],
    hasTable: true,
    body: `${blockWgsl} ${streamWgsl} ${dzWgsl(relu)} ${slotWgsl}
      fn isBias(first: u32) -> vec4<bool> {
        return vec4<u32>(first) + vec4<u32>(0, 1, 2, 3) == vec4<u32>(params.inputDim);
      }
      fn run(thread: u32) {
        let inputDim = params.inputDim;
        let outputDim = params.outputDim;
        let block = blockOf(thread, inputDim + 1u, outputDim);
        let group = block.group % params.numGroups;
        let rows = rowsOf(block.group / params.numGroups);
        var inputs = (streamOf(group) * params.numRows + rows.first) * inputDim + block.row;
        var grads = (group * params.numRows + rows.first) * outputDim + block.column;
        ${eachRowPart((q) => `let isBias${q} = isBias(block.row + ${4 * q}u);`)}
        ${eachCell('dAffine', (cell) => `var ${cell} = ${zero};`)}
        for (var row = rows.first; row < rows.end; row++) {
          ${eachRowPart((q) => `let x${q} = select(load4_x(inputs + ${4 * q}u), vec4<f32>(1), isBias${q});`)}
          ${eachPart((p) => `let dz${p} = load4_dz(grads + ${4 * p}u);`)}
          ${eachCell('dAffine', (cell, i, p) => `${cell} += x${Math.floor(i / 4)}[${i % 4}] * dz${p};`)}
          inputs += inputDim;
          grads += outputDim;
        }
        ${storeBlock('dAffine', '(inputDim + 1u)', 'outputDim')}
      }`,
  });
}

const nameOf = ({ rows, columns }: BlockSize) => `${rows}x${columns}`;

const streamWgsl = `
  fn streamOf(group: u32) -> u32 {
    let replica = group / params.numReplicaGroups;
    return replica * params.numReplicaStreams + entry(group % params.numReplicaGroups);
  }`;

/** The gradient before the activation. Written so that a NaN is let through. */
function dzWgsl(relu: boolean): string {
  if (!relu) {
    return `fn load_dz(i: u32) -> f32 { return load_dy(i); }
      fn load4_dz(i: u32) -> vec4<f32> { return load4_dy(i); }`;
  }
  return `fn load_dz(i: u32) -> f32 { return select(load_dy(i), 0.0, load_y(i) <= 0.0); }
    fn load4_dz(i: u32) -> vec4<f32> { return select(load4_dy(i), ${zero}, load4_y(i) <= ${zero}); }`;
}
