/** For what an event brings a moment later: repeats the check until it holds, and fails with its own words. */
export async function eventually(check: () => Promise<void>, seconds = 5): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
