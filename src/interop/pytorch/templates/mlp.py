class MLP(nn.Module):
    """A Linear and a ReLU for each width, after the last one too."""

    def __init__(self, input_dim: int, dims: list[int]) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for dim in dims:
            layers += [nn.Linear(input_dim, dim), nn.ReLU()]
            input_dim = dim
        self.mlp_net = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return self.mlp_net(x)
