/** The network as PyTorch modules, of which only those parts are written that its tables have. Templates only. */
import type { GatePart, NativePart, NetworkParts } from './parts.ts';
import gateCode from './templates/gate.py?raw';
import gateInSecondPlace from './templates/gateInSecondPlace.py?raw';
import mlp from './templates/mlp.py?raw';

/** Name of the class of the fusion network, and one sentence on what it does. */
export interface NetworkNames {
  readonly className: string;
  readonly summary: string;
}

/** Modules whose state has the names of a checkpoint. */
export function modelCode(parts: NetworkParts, names: NetworkNames): string {
  const helpers = [mlp, gateHelper(parts.gate), nativeHelper(parts)];
  const network = parts.hasBottom ? bottomClass(names) : fusionClass(parts, names);
  return [...helpers, network, centralArch(parts, names)].filter((code) => code !== '').join('\n\n');
}

function gateHelper(gate: GatePart | null): string {
  if (gate === null) return '';
  return gate.list === 'gate_weights' ? gateCode : gateInSecondPlace;
}

function nativeHelper({ native, nativeShapes }: NetworkParts): string {
  if (native !== 'perLevel' && native !== 'perUnit') return '';
  const hasEmpty = nativeShapes.some((shape) => shape.includes(0));
  const parameter = hasEmpty
    ? `    # Without a row there is no gradient that processes could share.
    return nn.Parameter(weights, requires_grad=rows > 0)
`
    : `    return nn.Parameter(weights)
`;
  return `def native_weights(rows: int, num_experts: int) -> nn.Parameter:
    bound = 1 / math.sqrt(num_experts)
    weights = torch.empty(rows, num_experts).uniform_(-bound, bound)
${parameter}`;
}

const docstring = (summary: string) => (summary === '' ? '' : `    """${wrapped(summary, 4, 7)}"""\n\n`);

/** Text in lines of at most 88 columns; the first has \`used\` columns less. */
export function wrapped(sentence: string, indent: number, used: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const room = 88 - (lines.length === 0 ? used : indent);
    if (line !== '' && line.length + 1 + word.length > room - 3) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

const bottomClass = ({ className, summary }: NetworkNames) => `class ${className}(nn.Module):
${docstring(summary)}    def __init__(self) -> None:
        super().__init__()
        self.bottom_projection = MLP(INPUT_DIM, BOTTOM_DIMS)

    def forward(self, x: Tensor) -> list[Tensor]:  # [B, I] -> a stream [B, D] per task
        return [self.bottom_projection(x)] * len(TASKS)
`;

function fusionClass(parts: NetworkParts, { className, summary }: NetworkNames): string {
  const { gate, native, numInputStreams } = parts;
  const source = gate === null ? '' : gate.readsInput ? 'x, ' : 'streams[unit], ';
  const fused = `self.fuse(number, unit, ${source}expert_outs)${gate === null ? ' ' : `\n${' '.repeat(16)}`}for unit in range(level.num_units)`;
  return `class ${className}(nn.Module):
${docstring(summary)}    def __init__(self) -> None:
        super().__init__()
        self.experts = nn.ModuleList()
${gate === null ? '' : `        self.${gate.list} = nn.ModuleList()\n`}${
  native === 'stitch' ? '        self.stitchs = nn.ModuleList()\n' : ''
}        input_dim = INPUT_DIM
        for level in LEVELS:
            self.experts.append(
                nn.ModuleList(MLP(input_dim, level.dims) for _ in level.reads)
            )
${gatesOfLevel(gate)}${stitchOfLevel(native)}            input_dim = level.dims[-1]
${nativeParameters(native)}
    def forward(self, x: Tensor) -> list[Tensor]:  # [B, I] -> a stream [B, D] per task
        streams = [x] * ${numInputStreams}
        for number, level in enumerate(LEVELS):
            experts = zip(self.experts[number], level.reads)
            outs = [expert(streams[stream]) for expert, stream in experts]
            expert_outs = torch.stack(outs, dim=1)  # [B, E, D]
            streams = [
                ${fused}
            ]
        return streams

${fuse(parts)}`;
}

function gatesOfLevel(gate: GatePart | null): string {
  if (gate === null) return '';
  const dim = gate.readsInput ? 'INPUT_DIM' : 'input_dim';
  const gates = gate.seesAll
    ? `nn.ModuleList(
                    gate(${dim}, len(level.reads)) for _ in range(level.num_units)
                )`
    : `nn.ModuleList(gate(${dim}, len(seen)) for seen in level.sees)`;
  return `            self.${gate.list}.append(
                ${gates}
            )
`;
}

const stitchOfLevel = (native: NativePart) =>
  native === 'stitch'
    ? `            num_experts = len(level.reads)
            self.stitchs.append(nn.Linear(num_experts, level.num_units, bias=False))
`
    : '';

function nativeParameters(native: NativePart): string {
  if (native === 'perLevel')
    return `        self.self_exp_weights = nn.ParameterList(
            native_weights(level.num_units, len(level.own[0])) for level in LEVELS
        )
`;
  if (native === 'perUnit')
    return `        self.self_exp_weights = nn.ParameterList(
            native_weights(*shape) for shape in SELF_EXP_SHAPES
        )
`;
  return '';
}

/** A unit's stream from the outputs of the experts of its level. */
function fuse({ gate, native }: NetworkParts): string {
  const source = gate === null ? '' : gate.readsInput ? 'x: Tensor, ' : 'stream: Tensor, ';
  const given = gate?.readsInput ? 'x' : 'stream';
  const parameters = `self, level: int, unit: int, ${source}expert_outs: Tensor`;
  const flat = `    def fuse(${parameters}) -> Tensor:`;
  const signature = `${flat.length <= 88 ? flat : `    def fuse(\n        ${parameters}\n    ) -> Tensor:`}
        """The stream [B, D] of a unit from the outputs of all experts [B, E, D]."""
`;
  const mixed =
    gate === null
      ? ''
      : `        gate_out = self.${gate.list}[level][unit](${given})${gate.seesAll ? '  # [B, E]' : ''}
${gate.seesAll ? '' : '        expert_outs = expert_outs[:, LEVELS[level].sees[unit]]\n'}        ${
          native === 'none' ? 'return' : 'mixed ='
        } torch.einsum("be,bed->bd", gate_out, expert_outs)
`;
  return `${signature}${mixed}${nativeMix(native, gate === null ? '' : 'mixed + ')}`;
}

function nativeMix(native: NativePart, before: string): string {
  const own = '        own = expert_outs[:, LEVELS[level].own[unit]]\n';
  switch (native) {
    case 'none':
      return '';
    case 'fixed':
      return `${own}        return ${before}own.sum(dim=1)\n`;
    case 'perLevel':
    case 'perUnit': {
      const row = native === 'perLevel' ? '[level][unit]' : '[unit][level]';
      return `${own}        native = self.self_exp_weights${row}
        return ${before}torch.einsum("e,bed->bd", native, own)
`;
    }
    case 'stitch':
      return `        weights = self.stitchs[level].weight[unit]
        return ${before}torch.einsum("e,bed->bd", weights, expert_outs)
`;
  }
}

const centralArch = (
  { hasBottom }: NetworkParts,
  { className }: NetworkNames,
) => `class CentralTaskArch(nn.Module):
    """The fusion network, then a tower with one logit per task."""

    def __init__(self) -> None:
        super().__init__()
        self.mtl_arch = ${className}()
        stream_dim = ${hasBottom ? 'BOTTOM_DIMS[-1]' : 'LEVELS[-1].dims[-1]'}
        self.task_modules = nn.ModuleList(
            nn.Sequential(MLP(stream_dim, TOWER_DIMS), nn.Linear(TOWER_DIMS[-1], 1))
            for _ in TASKS
        )

    def forward(self, x: Tensor) -> Tensor:  # [B, I] -> logits [B, T]
        streams = self.mtl_arch(x)
        towers = zip(self.task_modules, streams)
        return torch.cat([tower(stream) for tower, stream in towers], dim=1)
`;
