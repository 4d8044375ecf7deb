import { Empty } from '../ui/states';
import { Time } from '../ui/time';
import { __ } from '@wordpress/i18n';
import type { Explained } from '../api';

export function Timeline( { explained }: { explained: Explained } ) {
	if ( explained.events.length === 0 ) {
		return (
			<Empty>
				{ __(
					'Nothing is known of it yet.',
					'ivorey-for-woocommerce'
				) }
			</Empty>
		);
	}
	return (
		<ol className="ivorey-timeline">
			{ explained.events.map( ( { at, text }, i ) => (
				<li key={ i }>
					{ at !== null && <Time at={ at } /> }
					{ text }
				</li>
			) ) }
		</ol>
	);
}
