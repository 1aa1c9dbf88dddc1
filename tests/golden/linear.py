"""Writes linear.json: linear models, their metrics and their calibration, by scikit-learn 1.4.2 and scipy 1.15.3 (float64).

python3 tests/golden/linear.py > tests/golden/linear.json

Rows have three numbers and two columns of categories, one of which has a rare one; some have no label, and they do not count alike.
Penalties are those of the sum of losses: C of logistic regression is 1 / penalty, alpha of ridge regression the penalty.
"""

import json

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score

assert (sklearn.__version__, scipy.__version__) == ("1.4.2", "1.15.3")
draw = np.random.default_rng(7)
NUM_TRAIN, NUM_TEST = 240, 80
NUM_ROWS = NUM_TRAIN + NUM_TEST
PENALTIES = [100.0, 1.0, 0.1]

numbers = draw.normal(size=(NUM_ROWS, 3)).astype(np.float32).astype(np.float64)
categories = np.stack(
    [draw.choice(4, NUM_ROWS, p=[0.5, 0.3, 0.18, 0.02]), draw.choice(3, NUM_ROWS)], 1
)
onehot = np.concatenate([np.eye(4)[categories[:, 0]], np.eye(3)[categories[:, 1]]], 1)
inputs = np.concatenate([numbers, onehot], 1)
signal = inputs @ draw.normal(size=10) - 1.5
targets = np.stack(
    [
        (draw.random(NUM_ROWS) < 1 / (1 + np.exp(-signal))).astype(np.float64),
        (signal + draw.normal(size=NUM_ROWS)).astype(np.float32).astype(np.float64),
    ]
)
mask = draw.random((2, NUM_ROWS)) < 0.8
mask[:, NUM_TRAIN:] = True
weights = draw.uniform(0.2, 2, NUM_ROWS).astype(np.float32).astype(np.float64)
train, test = np.arange(NUM_ROWS) < NUM_TRAIN, np.arange(NUM_ROWS) >= NUM_TRAIN


def fitted(task: int, penalty: float) -> dict[str, object]:
    rows = train & mask[task]
    counts = weights[rows] / weights[rows].mean()
    if task == 0:
        model = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-10, max_iter=1000)
        model.fit(inputs[rows], targets[0][rows], counts)
        chances = model.predict_proba(inputs[test])[:, 1]
        observed, predicted = calibration_curve(targets[0][test], chances, n_bins=10, strategy="quantile")
        measured = {
            "loss": log_loss(targets[0][test], chances),
            "auc": roc_auc_score(targets[0][test], chances),
            "observed": observed.tolist(),
            "predicted": predicted.tolist(),
        }
    else:
        # Half the squared error, as here, would be alpha / 2 of the whole one.
        model = Ridge(alpha=penalty, solver="cholesky").fit(inputs[rows], targets[1][rows], counts)
        measured = {"loss": mean_squared_error(targets[1][test], model.predict(inputs[test]))}
    return {
        "penalty": penalty,
        "weights": np.ravel(model.coef_).tolist(),
        "intercept": float(np.ravel(model.intercept_)[0]),
        **measured,
    }


wilson = []
for yes, count in [(0, 20), (1, 20), (13, 40), (400, 1000), (7, 7)]:
    interval = binomtest(yes, count).proportion_ci(0.95, "wilson")
    wilson.append({"yes": yes, "count": count, "low": interval.low, "high": interval.high})

print(
    json.dumps(
        {
            "numTrainRows": NUM_TRAIN,
            "numbers": numbers.tolist(),
            "categories": categories.tolist(),
            "targets": targets.tolist(),
            "mask": mask.astype(int).tolist(),
            "weights": weights.tolist(),
            "models": [[fitted(task, penalty) for penalty in PENALTIES] for task in range(2)],
            "wilson": wilson,
        },
        separators=(",", ":"),
    )
)
