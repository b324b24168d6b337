import type { Visitor } from './visitor';

/** Opens the dialog of an action: by its button where that is in sight, else through the menu 更多. */
export async function chooseAction(visitor: Visitor, action: string): Promise<void> {
  await visitor.at('order-state').first().waitFor();
  const button = visitor.page.locator(`button[data-testid="action-${action}"]`);
  if ((await button.count()) > 0) await button.click();
  else {
    await visitor.at('action-more').click();
    await visitor.at(`action-${action}`).click();
  }
  await visitor.at('action-dialog').waitFor();
}

/** The same to its end: fills in, confirms, and waits until the dialog is gone. */
export async function takeAction(
  visitor: Visitor,
  action: string,
  fill: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await chooseAction(visitor, action);
  await fill();
  await confirmAction(visitor);
}

export async function confirmAction(visitor: Visitor): Promise<void> {
  await visitor.at('action-confirm').click();
  await visitor.at('action-dialog').waitFor({ state: 'hidden' });
}
