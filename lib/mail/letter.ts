/** A mail as it goes out, but for whom it goes to. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; content: string; contentType: string }[];
}

/** A piece of a letter; text and HTML are both made of the same ones. */
export type Part =
  | { kind: 'paragraph'; text: string }
  /** What somebody else says. */
  | { kind: 'quote'; text: string }
  | { kind: 'facts'; facts: { name: string; value: string }[] }
  | { kind: 'list'; title: string; items: { what: string; price?: string }[] }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'note'; text: string };

/** What a letter says, before it has a form. */
export interface Draft {
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  title: string;
  parts: Part[];
  attachments?: Letter['attachments'];
}
