"""Trains the ALS of the package implicit on pairs of numbers and writes its vectors; prints one JSON object.

Arguments: pairs file (int32: user, item, user, item …), number of users, number of items, factors, regularisation,
alpha, iterations, threads, folder for the vectors.
"""

import json
import sys
import time

import implicit
import numpy as np
import scipy.sparse
from implicit.cpu.als import AlternatingLeastSquares

pairs_file, users, items, factors, regularisation, alpha, iterations, threads, folder = sys.argv[1:]
pairs = np.fromfile(pairs_file, dtype=np.int32).reshape(-1, 2)
ones = np.ones(len(pairs), dtype=np.float32)
matrix = scipy.sparse.csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(int(users), int(items)))
model = AlternatingLeastSquares(
    factors=int(factors),
    regularization=float(regularisation),
    alpha=float(alpha),
    iterations=int(iterations),
    num_threads=int(threads),
    random_state=1,
)
wall, processor = time.perf_counter(), time.process_time()
model.fit(matrix, show_progress=False)
wall, processor = time.perf_counter() - wall, time.process_time() - processor
model.user_factors.astype(np.float32).tofile(f"{folder}/users.f32")
model.item_factors.astype(np.float32).tofile(f"{folder}/items.f32")
print(json.dumps({"version": implicit.__version__, "seconds": wall, "processorSeconds": processor}))
