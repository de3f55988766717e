/** What a ranker can be trained to foresee of an item, besides that it is taken at all. */
export const TASK_NAMES = ['click', 'consume', 'rating', 'dwell'] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** How much each task counts in the order of a list; what is left out counts nothing. */
export type Objectives = Readonly<Partial<Record<TaskName, number>>>;
