const KEY = 'drydock-screen-reader';

/** Whether terminals speak to a screen reader; remembered, since it costs speed and so is off until asked for. */
export function screenReaderChoice(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

export function keepScreenReaderChoice(on: boolean): void {
  try {
    if (on) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is closed to us: the choice holds for this page.
  }
}
