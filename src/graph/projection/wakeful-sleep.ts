/** Waits for a time, or until somebody wakes it; a call that comes before the sleep begins counts, too. */
export class WakefulSleep {
  private isAwake = false;
  private wakeUp: () => void = () => undefined;

  async forMs(timeMs: number): Promise<void> {
    if (!this.isAwake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeMs);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.isAwake = false;
  }

  wake(): void {
    this.isAwake = true;
    this.wakeUp();
  }
}
