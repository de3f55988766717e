/** The places of the `limit` largest positive values, largest first; of equal ones the lower place comes first. */
export function topParts(values: ArrayLike<number>, count: number, limit: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < count; place++) {
    const value = values[place];
    if (!(value > 0)) continue;
    if (places.length === limit && value <= values[places[limit - 1]]) continue;
    let at = places.length < limit ? places.length : limit - 1;
    for (; at > 0 && values[places[at - 1]] < value; at--) places[at] = places[at - 1];
    places[at] = place;
  }
  return places;
}
