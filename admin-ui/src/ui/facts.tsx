import type { ReactNode } from 'react';

/** Facts about something, line by line. Children are `Fact`s. */
export function Facts( { children }: { children: ReactNode } ) {
	return <dl className="ivorey-facts">{ children }</dl>;
}

export function Fact( {
	name,
	children,
}: {
	name: string;
	children: ReactNode;
} ) {
	return (
		<div>
			<dt>{ name }</dt>
			<dd>{ children }</dd>
		</div>
	);
}
