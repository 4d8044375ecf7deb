import type { ReactNode } from 'react';

export type Tone = 'good' | 'attention' | 'bad' | 'neutral';

export function Pill( {
	tone,
	children,
}: {
	tone: Tone;
	children: ReactNode;
} ) {
	return <span className={ `ivorey-pill is-${ tone }` }>{ children }</span>;
}
