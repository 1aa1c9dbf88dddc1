# %% [markdown]
# # __LABEL__ beside gradient-boosted trees
#
# Run it in the folder of `__NAME__.py` and `__NAME__.safetensors`. It compares the
# network with the browser, trains it anew, and trains trees on the same rows. Both are
# measured on rows that neither has seen. It needs torch and scikit-learn.
#
# Card __CARD__. The experiment: __LINK__

# %%
import importlib.util
import sys

import torch
from sklearn import ensemble
from sklearn.compose import ColumnTransformer  #: hasIds
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import TargetEncoder  #: hasIds
from torch import Tensor, nn

CSV = __CSV__  # also a pattern, for several files  #: not drawsRows
MOST_ROWS = 1_000_000  # that trees are trained on

spec = importlib.util.spec_from_file_location("network", "__NAME__.py")
network = importlib.util.module_from_spec(spec)
sys.modules["network"] = network
spec.loader.exec_module(network)

# %% [markdown]
# The network is the browser's, or this stops. Then its rows are read.

# %%
given = ["--checkpoint", "__NAME__-notebook.pt"]
given += ["--csv", CSV]  #: not drawsRows
args = network.parse_arguments(given)
team = network.join_team()
step, metadata = network.load_weights(args, network.CentralTaskArch(), team)
rows = network.rows_of(args, metadata, team)

# %% [markdown]
# The browser's weights may have seen some of these test rows. So a network begins
# anew, and takes as many steps as the browser's took; validation rows choose the best.

# %%
torch.manual_seed(args.seed)
model = network.CentralTaskArch().to(team.device)
num_steps = step or args.steps
args.eval_every = network.interval_of(rows, args)
optimizer = network.optimizer_of(model, args.learning_rate)  #: not changesRate
optimizer = network.optimizer_of(model, network.learning_rate_at(0))  #: changesRate
best = network.Best()
network.train(model, optimizer, rows, range(num_steps), args, team, best)
model.load_state_dict(best.weights or model.state_dict())

# %% [markdown]
# Trees for each task, on the same rows.
#: if hasIds
# An id is the mean label of its rows; of a row's own label nothing enters its number.
#: end


# %%
class Trees(nn.Module):
    """Trees for each task, asked for logits as a network is."""

    def __init__(self, batch: network.Batch) -> None:
        super().__init__()
        self.of_tasks = []
        for t, task in enumerate(network.TASKS):
            mask = batch.mask[:, t]
            has = mask > 0
            x, labels = batch.inputs[has].numpy(), batch.labels[has, t].numpy()
            weights = {"trees__sample_weight": mask[has].numpy()}
            self.of_tasks.append(pipeline_of(task).fit(x, labels, **weights))

    def forward(self, inputs: Tensor) -> Tensor:
        x = inputs.cpu().numpy()
        columns = [logits_of(trees, x) for trees in self.of_tasks]
        return torch.stack(columns, dim=1).to(inputs)


def logits_of(trees: Pipeline, x) -> Tensor:
    #: if hasBinary and hasRegression
    if hasattr(trees, "decision_function"):
        return torch.tensor(trees.decision_function(x))
    #: end
    #: if hasBinary and not hasRegression
    return torch.tensor(trees.decision_function(x))
    #: end
    return torch.tensor(trees.predict(x))  #: hasRegression


def pipeline_of(task: network.Task) -> Pipeline:
    settings = {"max_iter": 500, "early_stopping": True, "random_state": 0}
    #: if hasBinary and hasRegression
    if task.kind == "binary":
        trees = ensemble.HistGradientBoostingClassifier(**settings)
    else:
        trees = ensemble.HistGradientBoostingRegressor(**settings)
    #: end
    #: if hasBinary and not hasRegression
    trees = ensemble.HistGradientBoostingClassifier(**settings)
    #: end
    trees = ensemble.HistGradientBoostingRegressor(**settings)  #: not hasBinary
    #: if hasIds
    target = "binary" if task.kind == "binary" else "continuous"
    encoder = TargetEncoder(target_type=target, random_state=0)
    first = network.FIRST_ID
    places = list(range(first, first + len(network.NUM_VECTORS)))
    ids = ColumnTransformer([("ids", encoder, places)], remainder="passthrough")
    return Pipeline([("ids", ids), ("trees", trees)])
    #: else
    return Pipeline([("trees", trees)])
    #: end


num_rows = min(network.NUM_TRAIN_ROWS, MOST_ROWS)  #: drawsRows
num_rows = min(rows.train.num_rows, MOST_ROWS)  #: not drawsRows
trees = Trees(next(rows.batches(0, num_rows)))

# %% [markdown]
# Both, on all test rows.

# %%
for name, one in ("Network", model), ("Trees", trees):
    measured = network.evaluate(one, rows, None, team)
    print("\n  ".join([f"{name}:", *measured.lines]))
