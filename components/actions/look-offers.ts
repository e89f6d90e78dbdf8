import { chooseCodeSize, codeSizePx } from '../ui/code-size.ts';
import { chooseHighContrast, isHighContrast } from '../ui/contrast.ts';
import { CODE_SIZE_PX } from '../ui/theme.ts';
import { chooseTheme, currentTheme } from '../ui/theme-choice.ts';
import type { Offers } from './board.ts';

export function lookOffers(): Offers {
  const isDark = () => currentTheme() === 'dark';
  return {
    'look.theme': { run: () => chooseTheme(isDark() ? 'light' : 'dark'), isOn: isDark },
    'look.contrast': { run: () => chooseHighContrast(!isHighContrast()), isOn: isHighContrast },
    'look.larger': {
      run: () => chooseCodeSize(codeSizePx() + 1),
      isPossible: () => codeSizePx() < CODE_SIZE_PX.most,
    },
    'look.smaller': {
      run: () => chooseCodeSize(codeSizePx() - 1),
      isPossible: () => codeSizePx() > CODE_SIZE_PX.least,
    },
    'look.normal': {
      run: () => chooseCodeSize(CODE_SIZE_PX.normal),
      isPossible: () => codeSizePx() !== CODE_SIZE_PX.normal,
    },
  };
}
