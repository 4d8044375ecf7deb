import { html } from 'hono/html';
import type { Html } from './html.ts';

const BAR = 10;
const GAP = 3;
const HEIGHT = 60;

/** Draws one bar for each point. The page must give the figures as text, too. */
export function chart( options: {
	/** The description for screen readers. */
	label: string;
	points: readonly { label: string; value: number }[];
} ): Html {
	const { label, points } = options;
	const highest = Math.max( 1, ...points.map( ( { value } ) => value ) );
	const width = Math.max( 1, points.length * ( BAR + GAP ) - GAP );
	return html`<svg
		class="chart"
		role="img"
		aria-label="${ label }"
		viewBox="0 0 ${ width } ${ HEIGHT }"
		preserveAspectRatio="none"
	>
		${ points.map( ( point, index ) => {
			const height = Math.max( 1, ( point.value / highest ) * HEIGHT );
			return html`<rect
				x="${ index * ( BAR + GAP ) }"
				y="${ HEIGHT - height }"
				width="${ BAR }"
				height="${ height }"
				rx="1.5"
			>
				<title>${ point.label }</title>
			</rect>`;
		} ) }
	</svg>`;
}
