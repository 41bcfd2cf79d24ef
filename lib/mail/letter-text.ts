import type { Draft, Part } from './letter';

function partText(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
    case 'note':
      return part.text;
    case 'quote':
      return part.text.replace(/^/gm, '> ');
    case 'facts':
      return part.facts.map(({ name, value }) => `${name}: ${value}`).join('\n');
    case 'list': {
      const lines = part.items.map(({ what, price }) => `- ${what}${price ? ` (${price})` : ''}`);
      return [part.title, ...lines].join('\n');
    }
    case 'button':
      return `${part.label}:\n${part.url}`;
  }
}

/** A draft as plain text. */
export function letterText({ title, parts }: Draft, foot: string): string {
  return `${[title, ...parts.map(partText), `--\n${foot}`].join('\n\n')}\n`;
}
