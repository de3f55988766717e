import { constantValues } from '../autodiff/initialisers.js';
import { add, mul } from '../autodiff/ops/arithmetic.js';
import { sigmoid } from '../autodiff/ops/elementwise.js';
import { knownSize } from '../autodiff/shape.js';
import type { Value } from '../autodiff/tape.js';
import { dense } from './mlp.js';

/**
 * Lets a scene scale and shift every unit (FiLM; Perez et al. 2018): x ⊙ (1 + γ(scene)) + β(scene), for x [n, width]
 * and scene [n, any]. γ and β are linear and begin at 0, so that a scene changes nothing before it has been learned.
 */
export function modulateByScene(name: string, x: Value, scene: Value): Value {
  const width = knownSize(x.shape, -1);
  const scale = dense(`${name}.scale`, scene, width, constantValues(0));
  return add(mul(x, add(scale, 1)), dense(`${name}.shift`, scene, width, constantValues(0)));
}

/**
 * Lets a scene open and close every unit: x ⊙ 2σ(W scene + b) (the gates of PEPNet; Chang et al. 2023, section 3.2).
 * Gates stand at 1 before they have been learned; they weaken or strengthen a unit and never turn its sign.
 */
export function gateByScene(name: string, x: Value, scene: Value): Value {
  const gates = sigmoid(dense(name, scene, knownSize(x.shape, -1), constantValues(0)));
  return mul(x, mul(gates, 2));
}
