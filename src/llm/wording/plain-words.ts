import type { Language } from '../../domain/nodes.js';

/**
 * Words that state nothing about a work: the glue of sentences, and praise that could be said of anything. Short words
 * that are also titles of well-known works (up, her, us, once) are left out; "it" cannot be.
 */
const EN = `
a about after again all alike along already also although always am among an and another any anything are around as at
away back be because been before being below best better between both but by can choice choose choosing chose chosen
close closer come comes coming could day days did do does doing done down during each easily either else enjoy enjoyed
enjoying even evening evenings ever every everything exactly favourite feel feels feeling few find
finding finish finished fit fits fitting follow follows for found fresh from full fully gave get gets getting give gives
go goes going good got great had happy has have having head here his how i idea ideal if in into is it its itself
join just keep keeps kept kind know known last later least less let lets like liked likely likes list lot lots love loved
loving made make makes making match matches many maybe me might mind moment moments more most much must my near need needs
never new next nice night no nor not nothing now of off often on one only or other others our out over own part
people perfect perhaps pick picked picks place play played please pleasure put quite rather reach read ready really
reason reasons recommend recommended right same saved say says see seem seems seen shall share shared shares she he
should show shows similar since so some someone something somewhere soon sounds spend start still such suggest suggests
sure take takes taste tastes than that the their them then there these they thing things think this those though time
times to today together tonight too took touch toward towards tried try trying turn turns under until upon use very
want wants was watch watched watching way ways we week weekend well went were what whatever when where whether which while
who whole whom whose why will wish with within without wonderful worth would year years yet you your yours yourself
listen listened listening reading viewed bought buy buying rated use used using works work item title history pattern
popular trending lately friends friend recently new fans fan pair pairs connection connected link linked
common shared delight delightful lovely gem treat treats discover discovery explore companion
`;

const ZH = `
的 了 是 也 在 和 与 或 及 你 您 我 我们 你们 他 她 它 它们 这 那 这个 那个 这部 那部 这本 那本 这首 这款 这里 那里 很 都 就 还 又 再
不 没有 有 会 能 可以 可能 让 给 把 被 从 到 对 为 为了 因为 所以 如果 虽然 但 但是 而 而且 并 并且 其实 更 最 非常 十分 特别 比较 真的 一定
也许 或许 想 想要 喜欢 喜爱 爱 爱看 看 看过 看完 读 读过 读完 听 听过 听完 玩过 用过 买过 收藏 收藏过 试试 试一试 不妨 推荐 为你推荐 值得
适合 合适 适合你 符合 口味 喜好 兴趣 感受 感觉 体验 享受 选择 一样 一起 一部 一本 一首 一款 一个 一次 同样 相似 相近 类似 相同 同一位 同一个
同 位 部 本 首 款 个 次 时 时候 时光 时刻 今天 今晚 晚上 周末 现在 最近 以前 以往 之前 之后 过 着 地 得 吧 呢 吗 啊 哦 呀 也会 应该 相信
继续 下一 接着 另一部 另一本 另一首 另一个 其他 别的 更多 好 很好 不错 精彩 美好 愉快 放松 心情 陪伴 陪你 如 像 就像 正如 正好 刚好 恰好
人 人们 大家 朋友 好友 别人 同好 经历 历史 作品 故事 东西 内容 理由 原因 其中 之一 里 中 上 下 来 去 做 说 找到 发现 遇见 探索 打开 开始
以 由 之 所 于 等 只 才 仍 已 已经 曾 曾经 常 常常 总是 另外 此外 同时 还有 以及 关于 来自 属于 带有 具有 有关 与之 也同样 既 又是 都是 就是
`;

const LISTS: Readonly<Record<Language, ReadonlySet<string>>> = { en: wordsOf(EN), zh: wordsOf(ZH) };

/**
 * Words that are also given names, or whose capital makes a title: at the beginning of a sentence, where every word has
 * a capital, they could be either.
 */
export const NAME_LIKE_WORDS: ReadonlySet<string> = new Set([
  'will',
  'heart',
  'gem',
  'taste',
  'night',
  'mind',
  'moment',
]);

/** The plain words of a language. */
export function plainWords(language: Language): ReadonlySet<string> {
  return LISTS[language];
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
