import type { FactDraft } from './fact-draft.js';

/** A measure by its units. */
interface Measure {
  readonly attribute: string;
  readonly pattern: RegExp;
}

const NUMBER = '(?<![\\p{L}\\p{N}.])\\d{1,6}(?:[.,]\\d{1,3})?(?:\\s?[-–x×]\\s?\\d{1,6}(?:[.,]\\d{1,3})?)?';
const CONFIDENCE = 0.75;
const COLOURS =
  'black|white|red|blue|green|yellow|orange|purple|pink|brown|grey|gray|silver|gold|beige|navy|turquoise|ivory|burgundy|khaki|multicolou?r|黑色|白色|红色|蓝色|绿色|黄色|橙色|紫色|粉色|棕色|灰色|银色|金色|米色';
const MATERIALS =
  'cotton|leather|wool|silk|linen|polyester|nylon|stainless steel|alumini?um|wood|wooden|bamboo|plastic|silicone|rubber|ceramic|glass|denim|cashmere|titanium|carbon fib(?:er|re)|纯棉|真皮|羊毛|丝绸|亚麻|涤纶|不锈钢|铝合金|实木|竹|塑料|硅胶|橡胶|陶瓷|玻璃';

const MEASURES: readonly Measure[] = [
  measure('weight', 'kg|kilograms?|g|grams?|mg|lbs?|pounds?|oz|ounces?|千克|公斤|克'),
  measure('capacity', 'ml|millilit(?:er|re)s?|l|lit(?:er|re)s?|fl\\.? ?oz|gallons?|毫升|升'),
  measure('size', 'mm|cm|m|inch(?:es)?|in\\.|ft|feet|毫米|厘米|英寸|米|寸'),
  measure('storage', 'gb|tb|mb'),
  measure('power', 'w|watts?|kw|瓦'),
  measure('battery', 'mah|毫安'),
  measure('pack size', 'pcs|pieces|packs?|count|ct|只装|件套|片装|包装|支装'),
];
/** Only beside a measure: in "a black comedy" nobody can choose the colour. */
const QUALITIES: readonly Measure[] = [
  { attribute: 'color', pattern: new RegExp(`(?<![\\p{L}])(?:${COLOURS})(?![a-z])`, 'giu') },
  { attribute: 'material', pattern: new RegExp(`(?<![\\p{L}])(?:${MATERIALS})(?![a-z])`, 'giu') },
];

/** Sizes, weights, colours … that a product text names; the graph learns better ones from marked examples. */
export function unitFacts(text: string): FactDraft[] {
  const facts = MEASURES.flatMap((one) => found(text, one));
  return facts.length === 0 ? facts : [...facts, ...QUALITIES.flatMap((one) => found(text, one))];
}

function found(text: string, { attribute, pattern }: Measure): FactDraft[] {
  const facts: FactDraft[] = [];
  for (const match of text.matchAll(pattern)) {
    facts.push({
      relation: 'HAS_ATTRIBUTE',
      name: match[0],
      kind: 'attribute',
      attribute,
      start: match.index,
      end: match.index + match[0].length,
      confidence: CONFIDENCE,
    });
  }
  return facts;
}

function measure(attribute: string, units: string): Measure {
  return { attribute, pattern: new RegExp(`${NUMBER}[\\s-]?(?:${units})(?![\\p{L}\\p{N}])`, 'giu') };
}
