#: if drops and hasLevels
def relu() -> nn.Module:
    """One module, so that the Linears keep their names."""
    return nn.Sequential(nn.ReLU(), nn.Dropout(DROPOUT))


#: end
#: if hasLevels
class MLP(nn.Module):
    """A Linear and a ReLU for each width, after the last one too."""

    def __init__(self, input_dim: int, dims: list[int]) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for dim in dims:
            layers += [nn.Linear(input_dim, dim), relu()]  #: drops
            layers += [nn.Linear(input_dim, dim), nn.ReLU()]  #: not drops
            input_dim = dim
        self.mlp_net = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return self.mlp_net(x)


#: end
#: if hasLinear
def expert(input_dim: int, dims: list[int], is_linear: bool) -> MLP:
    """An MLP; a linear one without the ReLU after its last layer."""
    mlp = MLP(input_dim, dims)
    if is_linear:
        mlp.mlp_net = mlp.mlp_net[:-1]
    return mlp


#: end
#: if isGateFirst
def gate(input_dim: int, num_experts: int) -> nn.Module:
    """Weights of experts, which sum to 1."""
    return nn.Sequential(nn.Linear(input_dim, num_experts), nn.Softmax(dim=-1))


#: end
#: if isGateDeep
def gate(input_dim: int, num_experts: int) -> nn.Module:
    """Weights of experts, which sum to 1, behind hidden layers."""
    layers: list[nn.Module] = []
    for dim in GATE_DIMS:
        layers += [nn.Linear(input_dim, dim), nn.ReLU()]
        input_dim = dim
    return nn.Sequential(*layers, nn.Linear(input_dim, num_experts), nn.Softmax(dim=-1))


#: end
#: if isGateSecond
def gate(input_dim: int, num_experts: int) -> nn.Module:
    """Weights of experts, which sum to 1. The Linear is the second, as in the authors'
    library, where an MLP without layers stands before it."""
    linear = nn.Linear(input_dim, num_experts)
    return nn.Sequential(nn.Identity(), linear, nn.Softmax(dim=-1))


#: end
#: if hasNativeLists
def native_weights(rows: int, num_experts: int) -> nn.Parameter:
    #: if startsEven
    weights = torch.full((rows, num_experts), 1 / num_experts)
    #: else
    bound = 1 / math.sqrt(num_experts)
    weights = torch.empty(rows, num_experts).uniform_(-bound, bound)
    #: end
    #: if isUntrained
    return nn.Parameter(weights, requires_grad=False)
    #: end
    #: if hasEmptyTensors and not isUntrained
    # Without a row there is no gradient that processes could share.
    return nn.Parameter(weights, requires_grad=rows > 0)
    #: end
    #: if not hasEmptyTensors and not isUntrained
    return nn.Parameter(weights)
    #: end


#: end
class __CLASS__(nn.Module):
    #: if hasSummary
    """__SUMMARY__"""

    #: end
    #: if hasBottom
    def __init__(self) -> None:
        super().__init__()
        self.bottom_projection = MLP(INPUT_DIM, BOTTOM_DIMS)  #: not hasLinear
        self.bottom_projection = expert(INPUT_DIM, BOTTOM_DIMS, True)  #: hasLinear

    def forward(self, x: Tensor) -> list[Tensor]:  # [B, I] -> a stream [B, D] per task
        return [self.bottom_projection(x)] * len(TASKS)

    #: else
    #: if hasLevels
    def __init__(self) -> None:
        super().__init__()
        self.experts = nn.ModuleList()
        self.__GATES__ = nn.ModuleList()  #: hasGates
        self.stitchs = nn.ModuleList()  #: isStitched
        input_dim = INPUT_DIM
        for level in LEVELS:
            #: if hasLinear
            self.experts.append(
                nn.ModuleList(
                    expert(input_dim, level.dims, level.is_linear) for _ in level.reads
                )
            )
            #: else
            self.experts.append(
                nn.ModuleList(MLP(input_dim, level.dims) for _ in level.reads)
            )
            #: end
            #: if seesAll
            self.__GATES__.append(
                nn.ModuleList(
                    gate(__DIM__, len(level.reads)) for _ in range(level.num_units)
                )
            )
            #: end
            #: if seesSome
            self.__GATES__.append(
                nn.ModuleList(gate(__DIM__, len(seen)) for seen in level.sees)
            )
            #: end
            #: if isStitched
            num_experts = len(level.reads)
            self.stitchs.append(nn.Linear(num_experts, level.num_units, bias=False))
            #: end
            input_dim = level.dims[-1]
        #: if isPerLevel
        self.self_exp_weights = nn.ParameterList(
            native_weights(level.num_units, len(level.own[0])) for level in LEVELS
        )
        #: end
        #: if isPerUnit
        self.self_exp_weights = nn.ParameterList(
            native_weights(*shape) for shape in SELF_EXP_SHAPES
        )
        #: end
        #: if startsAsCopies
        for experts in self.experts:
            for copy in experts[1:]:
                copy.load_state_dict(experts[0].state_dict())
        for parameter in self.__GATES__.parameters():
            nn.init.zeros_(parameter)
        #: end

    #: end
    def forward(self, x: Tensor) -> list[Tensor]:  # [B, I] -> a stream [B, D] per task
        streams = [x] * __NUM_STREAMS__  #: not hasOwnIds
        streams = list(x)  # [S, B, I], with vectors of its own each  #: hasOwnIds
        #: if hasLevels
        for number, level in enumerate(LEVELS):
            experts = zip(self.experts[number], level.reads)
            outs = [expert(streams[stream]) for expert, stream in experts]
            expert_outs = torch.stack(outs, dim=1)  # [B, E, D]
            #: if readsSums
            added = [sum(streams[one] for one in reads) for reads in level.gate_reads]
            #: end
            #: if hasGates
            streams = [
                self.fuse(number, unit, __GATE_INPUT__, expert_outs)
                for unit in range(level.num_units)
            ]
            #: else
            streams = [
                self.fuse(number, unit, expert_outs) for unit in range(level.num_units)
            ]
            #: end
        #: end
        return streams

    #: if hasLevels
    def fuse(__FUSE_PARAMETERS__) -> Tensor:
        """The stream [B, D] of a unit from the outputs of all experts [B, E, D]."""
        #: if hasTaught
        taught = LEVELS[level].teaches[unit]
        expert_outs = torch.stack(
            [
                out if expert in taught else out.detach()
                for expert, out in enumerate(expert_outs.unbind(dim=1))
            ],
            dim=1,
        )
        #: end
        gate_out = self.__GATES__[level][unit](__FUSED__)  # [B, E]  #: seesAll
        gate_out = self.__GATES__[level][unit](__FUSED__)  #: seesSome
        seen = expert_outs[:, LEVELS[level].sees[unit]]  #: seesSome
        #: if hasGates and hasNative
        mixed = torch.einsum("be,bed->bd", gate_out, __SEEN__)
        #: end
        #: if hasGates and not hasNative
        return torch.einsum("be,bed->bd", gate_out, __SEEN__)
        #: end
        own = expert_outs[:, LEVELS[level].own[unit]]  #: hasOwn
        return __MIXED_AND__own.sum(dim=1)  #: isFixed
        native = self.self_exp_weights[level][unit]  #: isPerLevel
        native = self.self_exp_weights[unit][level]  #: isPerUnit
        return __MIXED_AND__torch.einsum("e,bed->bd", native, own)  #: hasNativeLists
        #: if isStitched
        weights = self.stitchs[level].weight[unit]
        return __MIXED_AND__torch.einsum("e,bed->bd", weights, expert_outs)
        #: end

    #: end
    #: end


#: if hasElementwiseGates
class GateNU(nn.Module):
    """A factor between 0 and 2 for each number, as in PEPNet (Chang et al. 2023). No
    gradient passes through what it reads."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dense_layers = nn.Sequential(
            nn.Linear(NUM_PRIORS + INPUT_DIM, width),
            nn.ReLU(),
            nn.Linear(width, width),
            nn.Sigmoid(),
        )

    def forward(self, prior: Tensor, x: Tensor) -> Tensor:
        return 2 * self.dense_layers(torch.cat([prior, x.detach()], dim=1))


#: end
#: if hasEpnet
class EPNet(nn.Module):
    """Scales the input."""

    def __init__(self) -> None:
        super().__init__()
        self.gate_nu = GateNU(INPUT_DIM)

    def forward(self, prior: Tensor, x: Tensor) -> Tensor:
        return x * self.gate_nu(prior, x)


#: end
#: if hasPpnet
class PPNet(nn.Module):
    """Scales what each Linear of each tower reads."""

    def __init__(self, stream_dim: int) -> None:
        super().__init__()
        self.gate_nus = nn.ModuleList(
            nn.ModuleList(GateNU(width) for width in [stream_dim, *TOWER_DIMS])
            for _ in TASKS
        )

    def forward(
        self, task: int, tower: nn.Module, stream: Tensor, prior: Tensor, x: Tensor
    ) -> Tensor:
        gates = iter(self.gate_nus[task])
        for layer in [*tower[0].mlp_net, tower[1]]:
            if isinstance(layer, nn.Linear):
                stream = stream * next(gates)(prior, x)
            stream = layer(stream)
        return stream


#: end
#: if hasIds
def embedding_tables() -> nn.ModuleList:
    """A vector for each id of each column."""
    tables = nn.ModuleList(nn.Embedding(count, ID_DIM) for count in NUM_VECTORS)
    for table in tables:
        nn.init.normal_(table.weight, std=0.01)
    return tables


def embedded(x: Tensor, tables: nn.ModuleList) -> Tensor:
    """Rows with vectors in the place of their ids: [B, N] -> [B, I]."""
    before, ids, after = x.tensor_split([FIRST_ID, FIRST_ID + len(tables)], dim=1)
    columns = zip(tables, ids.long().unbind(dim=1))
    return torch.cat([before, *(table(column) for table, column in columns), after], 1)


#: end
class CentralTaskArch(nn.Module):
    """The fusion network, then a tower with one logit per task."""

    def __init__(self) -> None:
        super().__init__()
        self.mtl_arch = __CLASS__()
        stream_dim = BOTTOM_DIMS[-1]  #: hasBottom
        stream_dim = LEVELS[-1].dims[-1]  #: hasLevels and not hasBottom
        #: if hasLevels
        self.task_modules = nn.ModuleList(
            nn.Sequential(MLP(stream_dim, TOWER_DIMS), nn.Linear(TOWER_DIMS[-1], 1))
            for _ in TASKS
        )
        #: else
        # The Linear is the second, as in towers with hidden layers.
        self.task_modules = nn.ModuleList(
            nn.Sequential(nn.Identity(), nn.Linear(INPUT_DIM, 1)) for _ in TASKS
        )
        #: end
        self.embeddings = embedding_tables()  #: hasIds and not hasOwnIds
        #: if hasOwnIds
        streams = range(__NUM_STREAMS__)
        self.embeddings = nn.ModuleList(embedding_tables() for _ in streams)
        #: end
        self.epnet = EPNet()  #: hasEpnet
        self.ppnet = PPNet(stream_dim)  #: hasPpnet
        self.log_variances = nn.Parameter(torch.zeros(len(TASKS)))  #: learnsWeights

    def forward(self, x: Tensor) -> Tensor:  # [B, I] -> logits [B, T]
        x = embedded(x, self.embeddings)  #: hasIds and not hasOwnIds
        #: if hasOwnIds
        x = torch.stack([embedded(x, tables) for tables in self.embeddings])
        #: end
        prior = x[:, INPUT_DIM - NUM_PRIORS :]  #: hasElementwiseGates
        x = self.epnet(prior, x)  #: hasEpnet
        streams = self.mtl_arch(x)
        towers = zip(self.task_modules, streams)
        #: if hasPpnet
        logits = [
            self.ppnet(task, tower, stream, prior, x)
            for task, (tower, stream) in enumerate(towers)
        ]
        return torch.cat(logits, dim=1)
        #: end
        #: if not hasPpnet
        return torch.cat([tower(stream) for tower, stream in towers], dim=1)
        #: end
