import type { Language } from '../../domain/nodes.js';

/** The turns of speech of one language that frame what the ontology says. A count of 0 stands for a few people. */
export interface Phrases {
  readonly title: (label: string) => string;
  /** A title that several items share, with what sets this one apart. */
  readonly distinct: (label: string, distinction: string) => string;
  readonly action: (verb: string, title: string) => string;
  readonly joined: (actions: readonly string[]) => string;
  readonly facts: (facts: readonly string[]) => string;
  readonly whole: (clause: string) => string;
  readonly because: (cause: string, fact: string) => string;
  readonly becauseShared: (action: string, target: string, shared: string) => string;
  readonly like: (title: string, shared: string) => string;
  readonly people: (count: number) => string;
  readonly similarPeople: (actions: string, people: string) => string;
  readonly alsoLiked: (people: string, title: string) => string;
  readonly suits: (scene: string) => string;
  readonly ownInScene: (scene: string) => string;
  readonly customInScene: (scene: string) => string;
  readonly likeInScene: (action: string, scene: string) => string;
  readonly ownInSituation: string;
  readonly likeInSituation: (action: string) => string;
  readonly again: (action: string) => string;
  readonly newIn: (domain: string) => string;
  readonly popular: (count: number) => string;
  readonly trending: string;
  readonly text: string;
  readonly media: string;
  readonly pattern: string;
  readonly coldStart: string;
}

const EN: Phrases = {
  title: (label) => label,
  distinct: (label, distinction) => `${label} (${distinction})`,
  action: (verb, title) => `you ${verb} ${title}`,
  joined: (actions) => actions.join(' and '),
  facts: (facts) => facts.join('; '),
  whole: (clause) => `${capitalised(clause)}.`,
  because: (cause, fact) => `Because ${cause}: ${fact}.`,
  becauseShared: (action, target, shared) => `Because ${action}, which like ${target} ${shared}.`,
  like: (title, shared) => `Like ${title}, it ${shared}.`,
  people: (count) => (count === 0 ? 'a few people' : `${count} people`),
  similarPeople: (actions, people) => `Because ${actions}: ${people} with a similar history also liked it.`,
  alsoLiked: (people, title) => `${capitalised(people)} who liked ${title} also liked it.`,
  suits: (scene) => `Suits ${scene.includes(' ') ? '' : 'your '}${scene.toLowerCase()}.`,
  ownInScene: (scene) => `You have chosen it before for ${scene.toLowerCase()}.`,
  customInScene: (scene) => `People choose it for ${scene.toLowerCase()}.`,
  likeInScene: (action, scene) =>
    `Because ${action} for ${scene.toLowerCase()}: people with a similar history also liked it.`,
  ownInSituation: 'You have chosen it before, in situations like this one.',
  likeInSituation: (action) =>
    `Because ${action} in situations like this one: people with a similar history also liked it.`,
  again: (action) => `${capitalised(action)} before.`,
  newIn: (domain) => `New in ${domain}.`,
  popular: (count) => (count === 0 ? 'A few people like it.' : `Popular: ${count} people like it.`),
  trending: 'Popular lately.',
  text: 'Its description is close to what you have liked.',
  media: 'It looks, sounds or reads much like what you have liked.',
  pattern: 'It fits the pattern of your history.',
  coldStart: 'Nothing is known about your taste yet, so this starts from what is popular and new.',
};

const ZH: Phrases = {
  title: (label) => `《${label}》`,
  distinct: (label, distinction) => `${label}（${distinction}）`,
  action: (verb, title) => `你${verb}${title}`,
  joined: (actions) => actions.join('，'),
  facts: (facts) => facts.join('；'),
  whole: (clause) => `${clause}。`,
  because: (cause, fact) => `因为${cause}：${fact}。`,
  becauseShared: (action, target, shared) => `因为${action}，它和${target}一样${shared}。`,
  like: (title, shared) => `和${title}一样${shared}。`,
  people: (count) => (count === 0 ? '一些人' : `${count}人`),
  similarPeople: (actions, people) => `因为${actions}：有${people}和你经历相似，也喜欢它。`,
  alsoLiked: (people, title) => `喜欢${title}的${people}也喜欢它。`,
  suits: (scene) => `适合“${scene}”场景。`,
  ownInScene: (scene) => `你曾在“${scene}”时选择它。`,
  customInScene: (scene) => `人们在“${scene}”时会选择它。`,
  likeInScene: (action, scene) => `因为${action}（“${scene}”时）：经历相似的人也喜欢它。`,
  ownInSituation: '你曾在类似的情境下选择它。',
  likeInSituation: (action) => `因为在类似的情境下${action}：经历相似的人也喜欢它。`,
  again: (action) => `${action}。`,
  newIn: (domain) => `“${domain}”新上架。`,
  popular: (count) => (count === 0 ? '一些人喜欢它。' : `很受欢迎：${count}人喜欢它。`),
  trending: '最近很受欢迎。',
  text: '它的介绍与你喜欢过的内容相近。',
  media: '它的画面、声音或介绍与你喜欢过的内容相近。',
  pattern: '符合你以往的喜好。',
  coldStart: '目前还不了解你的喜好，先从热门和最新的内容开始。',
};

/** The phrases of a language. */
export function phrasesOf(language: Language): Phrases {
  return language === 'zh' ? ZH : EN;
}

function capitalised(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
