/** Shared by pages and e-mails; the style sheet's tokens have the same accent. */
export const BRAND = {
	name: 'Ivorey',
	accent: '#4f46e5',
	onAccent: '#ffffff',
	background: '#f7f7f5',
	surface: '#ffffff',
	line: '#e6e5e1',
	text: '#1c1b1a',
	muted: '#63615c',
} as const;
