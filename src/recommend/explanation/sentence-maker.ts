import type { ChannelName, PathNode, PathStep } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import type { CandidateChannel } from '../candidates/candidate-channel.js';
import { type Phrases, phrasesOf } from './phrases.js';
import type { TitleNames } from './title-names.js';

/** What a user did with a liked item, as words; null says that the item is not the user's but the one asked about. */
export type VerbOf = (itemId: string) => { readonly en: string; readonly zh: string } | null;

/** A path in words: paths with the same `key` give one reason. It is said only when it is shown. */
export interface PathWords {
  readonly key: string;
  readonly say: () => string;
}

/** Says paths as sentences, from the phrases of the ontology. */
export class SentenceMaker {
  private readonly phrases: Phrases;

  constructor(
    private readonly ontology: Ontology,
    private readonly language: Language,
    private readonly verbOf: VerbOf,
    private readonly scene: PathNode | null,
    private readonly names: TitleNames,
  ) {
    this.phrases = phrasesOf(language);
  }

  /** The words of one path; `isOfSituation` says that no scene led to it. */
  words(channel: ChannelName, steps: readonly PathStep[], isOfSituation = false): PathWords {
    const first = steps[0];
    const last = steps[steps.length - 1];
    switch (channel) {
      case 'collaborative':
      case 'neighbours':
      case 'regression':
        return { key: 'people', say: () => this.sayPeople([steps]) };
      case 'knowledge':
        return this.sayKnowledge(steps);
      case 'preference':
        return {
          key: `preference ${this.label(first.to)}`,
          say: () => this.phrases.because(this.fact(first), this.fact(last)),
        };
      case 'social':
        return { key: 'social', say: () => this.phrases.whole(this.shared('FRIEND_OF', '')) };
      case 'scene':
        return isOfSituation ? this.saySituation(steps) : this.sayScene(steps);
      case 'repeat':
        return { key: 'repeat', say: () => this.phrases.again(this.action(first.to) ?? this.title(first.to)) };
      case 'trending':
        return { key: 'trending', say: () => this.phrases.trending };
      case 'newest':
        return { key: 'newest', say: () => this.phrases.newIn(this.label(first.from)) };
      case 'popular':
        return { key: 'popular', say: () => this.phrases.popular(countOf(first.from)) };
      default:
        return { key: channel, say: () => this.phrases.pattern };
    }
  }

  /** One sentence for up to two paths that lead through other people. */
  sayPeople(paths: readonly (readonly PathStep[])[]): string {
    const liked = paths.map((steps) => this.likedItem(steps)).slice(0, 2);
    const through = paths[0].at(-1)?.from;
    const people = this.phrases.people(through === undefined ? 0 : countOf(through));
    const actions = liked.map((node) => this.action(node));
    if (actions.some((action) => action === null)) return this.phrases.alsoLiked(people, this.title(liked[0]));
    return this.phrases.similarPeople(this.phrases.joined(actions.filter((action) => action !== null)), people);
  }

  /** What a channel says that has no path to show. */
  sayWithoutPath({ name, seesMedia = false }: Pick<CandidateChannel, 'name' | 'seesMedia'>): string {
    if (name !== 'text') return this.phrases.pattern;
    return seesMedia ? this.phrases.media : this.phrases.text;
  }

  get coldStart(): string {
    return this.phrases.coldStart;
  }

  private sayKnowledge(steps: readonly PathStep[]): PathWords {
    const walked = steps[0].from.type === 'node' && steps[0].from.node.type === 'User' ? steps.slice(1) : steps;
    const liked = walked[0].from;
    const target = walked[walked.length - 1].to;
    const [out, back] = walked;
    if (walked.length === 2 && out.relation === back.relation && out.isForward && !back.isForward) {
      const say = (): string => {
        const action = this.action(liked);
        const shared = this.shared(out.relation, this.label(out.to));
        return action === null
          ? this.phrases.like(this.title(liked), shared)
          : this.phrases.becauseShared(action, this.title(target), shared);
      };
      return { key: `${out.relation} ${this.label(out.to)}`, say };
    }
    const say = (): string => {
      const action = this.action(liked);
      const facts = this.phrases.facts(walked.map((step) => this.fact(step)));
      return action === null ? this.phrases.whole(facts) : this.phrases.because(action, facts);
    };
    return { key: walked.map((step) => `${step.relation} ${this.label(step.to)}`).join(' '), say };
  }

  private sayScene(steps: readonly PathStep[]): PathWords {
    const scene = this.scene === null ? '' : this.label(this.scene);
    const [first] = steps;
    if (first.relation === 'SUITS') return { key: 'suits', say: () => this.phrases.suits(this.label(first.from)) };
    if (first.from.type === 'people') return { key: 'scene people', say: () => this.phrases.customInScene(scene) };
    if (steps.length === 1) return { key: 'scene own', say: () => this.phrases.ownInScene(scene) };
    return {
      key: 'scene walk',
      say: () => this.phrases.likeInScene(this.action(this.likedItem(steps)) ?? '', scene),
    };
  }

  /** What facets of a situation found; they have no name as a scene has. */
  private saySituation(steps: readonly PathStep[]): PathWords {
    const [first] = steps;
    if (first.from.type === 'people') return { key: 'popular', say: () => this.phrases.popular(countOf(first.from)) };
    if (steps.length === 1) return { key: 'situation own', say: () => this.phrases.ownInSituation };
    const say = () => this.phrases.likeInSituation(this.action(this.likedItem(steps)) ?? '');
    return { key: 'situation walk', say };
  }

  /** The first item on the way, where a path through people leaves from. */
  private likedItem(steps: readonly PathStep[]): PathNode {
    const [first] = steps;
    return first.from.type === 'node' && first.from.node.type === 'User' ? first.to : first.from;
  }

  private action(item: PathNode): string | null {
    if (item.type !== 'node') return null;
    const verb = this.verbOf(item.node.id);
    return verb === null ? null : this.phrases.action(verb[this.language], this.title(item));
  }

  /** One edge as a statement, told along the direction in which the graph stores it. */
  private fact({ from, relation, isForward, to }: PathStep): string {
    const known = this.ontology.find(relation);
    const [subject, object] = isForward ? [from, to] : [to, from];
    const template =
      known?.[this.language].fact ?? `{subject}: ${relation.toLowerCase().replaceAll('_', ' ')} {object}`;
    return fill(template, this.label(subject), this.label(object));
  }

  private shared(relation: string, object: string): string {
    const known = this.ontology.find(relation);
    return fill(known?.[this.language].shared ?? `${relation.toLowerCase().replaceAll('_', ' ')} {object}`, '', object);
  }

  private label(node: PathNode): string {
    if (node.type === 'people') return this.phrases.people(node.count);
    const label = this.language === 'zh' ? (node.labelZh ?? node.label) : node.label;
    if (node.node.type !== 'Item') return label;
    const distinction = this.names.distinction(node.node.id, label, this.language);
    return distinction === null ? label : this.phrases.distinct(label, distinction);
  }

  private title(node: PathNode): string {
    return this.phrases.title(this.label(node));
  }
}

/** Fills a phrase in one pass, so that braces inside a label stay what they are. */
function fill(template: string, subject: string, object: string): string {
  return template.replace(/\{(subject|object)\}/g, (_, end: string) => (end === 'subject' ? subject : object));
}

function countOf(node: PathNode): number {
  return node.type === 'people' ? node.count : 0;
}
