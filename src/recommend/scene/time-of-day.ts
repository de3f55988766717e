/** Parts of the day by the hours that they begin and end at; they overlap as they do in speech. */
export const TIMES_OF_DAY: Readonly<Record<string, { readonly fromHour: number; readonly toHour: number }>> = {
  'early-morning': { fromHour: 5, toHour: 8 },
  morning: { fromHour: 8, toHour: 12 },
  noon: { fromHour: 11, toHour: 14 },
  afternoon: { fromHour: 12, toHour: 17 },
  evening: { fromHour: 17, toHour: 22 },
  night: { fromHour: 22, toHour: 5 },
};

const LOCAL_TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** The parts of the day that a local time such as "07:45" belongs to; none when it is no time. */
export function timesOfDayOf(localTime: string): string[] {
  const match = LOCAL_TIME.exec(localTime.trim());
  if (match === null) return [];
  const hour = Number(match[1]) + Number(match[2]) / 60;
  return Object.entries(TIMES_OF_DAY)
    .filter(([, { fromHour, toHour }]) =>
      fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour,
    )
    .map(([name]) => name);
}
