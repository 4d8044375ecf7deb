import { html } from 'hono/html';
import { attributes, type Html } from './html.ts';

const BAR = 10;
const GAP = 3;
const HEIGHT = 60;

/** Draws one bar for each point, below the line if it is negative. The page must give the figures as text, too. */
export function chart( options: {
	/** The description for screen readers. */
	label: string;
	points: readonly { label: string; value: number }[];
} ): Html {
	const { label, points } = options;
	const values = points.map( ( { value } ) => value );
	const highest = Math.max( 0, ...values );
	const span = highest - Math.min( 0, ...values );
	const scale = span === 0 ? 0 : HEIGHT / span;
	const line = span === 0 ? HEIGHT : highest * scale;
	const width = Math.max( 1, points.length * ( BAR + GAP ) - GAP );
	return html`<svg
		class="chart"
		role="img"
		aria-label="${ label }"
		viewBox="0 0 ${ width } ${ HEIGHT }"
		preserveAspectRatio="none"
	>
		${ points.map( ( point, index ) => {
			const height = Math.max( 1, Math.abs( point.value ) * scale );
			const isBelow = point.value < 0;
			return html`<rect${ attributes( { class: isBelow && 'below' } ) }
				x="${ index * ( BAR + GAP ) }"
				y="${ isBelow ? Math.min( line, HEIGHT - height ) : Math.max( 0, line - height ) }"
				width="${ BAR }"
				height="${ height }"
				rx="1.5"
			>
				<title>${ point.label }</title>
			</rect>`;
		} ) }
	</svg>`;
}
