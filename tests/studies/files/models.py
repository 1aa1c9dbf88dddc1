"""Models of scikit-learn on rows that exportRows.ts wrote: `models.py trees|linear FOLDER` prints test losses per task as JSON,
`models.py table FILE NAME RIVAL` the mean log ratio of AdaTT-sp and its t interval as recorded."""
import json
import sys
import warnings
from pathlib import Path

import numpy as np

LEAVES = (6, 16)
ITERATIONS = 300
PENALTIES = (1000, 100, 10, 1, 0.1)


def parts_of(folder, task):
    head = json.loads((folder / "head.json").read_text())
    for part in ("train", "validation", "test"):
        values = {name: np.fromfile(folder / f"{part}.{name}", np.float32) for name in ("inputs", "targets", "mask")}
        known = values["mask"].reshape(len(head["kinds"]), -1)[task] == 1
        labels = values["targets"].reshape(len(head["kinds"]), -1)[task]
        yield values["inputs"].reshape(-1, head["numFeatures"])[known].astype(float), labels[known].astype(float)


def loss_of(labels, predicted, binary):
    if not binary:
        return float(np.mean((labels - predicted) ** 2))
    chance = np.clip(predicted, 1e-12, 1 - 1e-12)
    return float(-np.mean(labels * np.log(chance) + (1 - labels) * np.log(1 - chance)))


def tree_loss(parts, binary):
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    (x, y), (x_valid, y_valid), (x_test, y_test) = parts
    make = HistGradientBoostingClassifier if binary else HistGradientBoostingRegressor
    best = (np.inf, None)
    for leaves in LEAVES:
        model = make(max_iter=ITERATIONS, max_leaf_nodes=leaves, early_stopping=False, random_state=1).fit(x, y)
        staged = (lambda of: (p[:, 1] for p in model.staged_predict_proba(of))) if binary else model.staged_predict
        for valid, test in zip(staged(x_valid), staged(x_test)):
            loss = loss_of(y_valid, valid, binary)
            if loss < best[0]:
                best = (loss, loss_of(y_test, test, binary))
    return best[1]


def linear_loss(parts, binary):
    from sklearn.linear_model import LogisticRegression, Ridge

    (x, y), (x_valid, y_valid), (x_test, y_test) = parts
    best = (np.inf, None)
    for penalty in PENALTIES:
        if binary:
            model = LogisticRegression(C=1 / penalty, tol=1e-8, max_iter=10_000).fit(x, y)
            predict = lambda of: model.predict_proba(of)[:, 1]
        else:
            predict = Ridge(alpha=penalty).fit(x, y).predict
        loss = loss_of(y_valid, predict(x_valid), binary)
        if loss >= best[0]:
            break
        best = (loss, loss_of(y_test, predict(x_test), binary))
    return best[1]


def table_row(path, name, rival):
    from scipy import stats

    file = next(one for one in json.loads(Path(path).read_text())["files"] if one["name"] == name)
    order = ("singleTask", "sharedBottom", "crossStitch", "mmoe", "ple", "adattSp", "adatt")
    losses = {**{one: [chosen[2:] for chosen in best] for one, best in zip(order, file["best"])}, "linear": file["linear"], "trees": file["trees"]}
    ratios = np.log(np.array(losses[rival]) / np.array(losses["adattSp"])).mean(axis=1)
    overlap = file["numRows"]["test"] / file["numRows"]["train"] if file["split"] == "random" else 0
    half = stats.t.ppf(0.975, len(ratios) - 1) * ratios.std(ddof=1) * np.sqrt(1 / len(ratios) + overlap)
    return [float(ratios.mean() + sign * half) for sign in (0, -1, 1)]


if __name__ == "__main__":
    what, path, *rest = sys.argv[1:]
    warnings.filterwarnings("ignore")
    if what == "table":
        print(json.dumps(table_row(path, *rest)))
    else:
        kinds = json.loads((Path(path) / "head.json").read_text())["kinds"]
        fit = tree_loss if what == "trees" else linear_loss
        print(json.dumps([fit(list(parts_of(Path(path), task)), kind == "binary") for task, kind in enumerate(kinds)]))
