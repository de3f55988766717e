import type { OnnxSession, OnnxTensor } from '../../src/models/onnx/onnx-session.js';

/** What users ask for at the same moment: each the features of as many candidates. */
export interface Requests {
  readonly candidates: number;
  readonly width: number;
  /** By user: candidates × width, row after row. */
  readonly features: readonly Float32Array[];
}

/** One way of scoring the candidates of all users. */
export interface Way<T = unknown> {
  readonly name: string;
  run(): Promise<T>;
}

/** Every user's candidates in a run of their own, one after the other. */
export function oneAtATime(name: string, session: OnnxSession, requests: Requests): Way {
  return {
    name,
    run: async () => {
      for (const features of requests.features) await session.run({ features: tensor(features, requests) });
    },
  };
}

/** Runs of their own too, all begun at once: ONNX Runtime takes as many of them as there are processors. */
export function allAtOnce(name: string, session: OnnxSession, requests: Requests): Way {
  return {
    name,
    run: () => Promise.all(requests.features.map((features) => session.run({ features: tensor(features, requests) }))),
  };
}

/** The candidates of so many users as the rows of one run; putting them side by side is part of the price. */
export function joined(
  name: string,
  session: OnnxSession,
  requests: Requests,
  usersARun: number,
  into?: Readonly<Record<string, OnnxTensor>>,
): Way {
  const { candidates, width, features } = requests;
  const rows = new Float32Array(usersARun * candidates * width);
  return {
    name,
    run: async () => {
      for (let user = 0; user < features.length; user += usersARun) {
        for (let k = 0; k < usersARun; k++) rows.set(features[user + k], k * candidates * width);
        await session.run({ features: tensor(rows, requests) }, into);
      }
    },
  };
}

/** All users in one run of a divided network (dcn-network.ts). */
export function dividedRun(
  name: string,
  session: OnnxSession,
  requests: Requests,
  userFeatures: number,
): Way<Readonly<Record<string, OnnxTensor>>> {
  const { candidates, width, features } = requests;
  const itemFeatures = width - userFeatures;
  const users = new Float32Array(features.length * userFeatures);
  const items = new Float32Array(features.length * candidates * itemFeatures);
  for (const [user, rows] of features.entries()) {
    users.set(rows.subarray(0, userFeatures), user * userFeatures);
    for (let row = 0; row < candidates; row++) {
      const ofItem = rows.subarray(row * width + userFeatures, (row + 1) * width);
      items.set(ofItem, (user * candidates + row) * itemFeatures);
    }
  }
  return {
    name,
    run: () =>
      session.run({
        users: { data: users, dimensions: [features.length, userFeatures] },
        items: { data: items, dimensions: [features.length, candidates, itemFeatures] },
      }),
  };
}

function tensor(data: Float32Array, { width }: Requests) {
  return { data, dimensions: [data.length / width, width] };
}
