import { Monitor, Moon, Sun } from 'lucide-react';

/** Signs of the themes. Drawn by the server: the head of every page needs no drawing of icons in the browser. */
export const themeIcons = {
  dark: <Moon aria-hidden="true" />,
  light: <Sun aria-hidden="true" />,
  system: <Monitor aria-hidden="true" />,
};
