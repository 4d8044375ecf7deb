import { __, _n, sprintf } from '@wordpress/i18n';
import type { Agreement, Status } from '../api';
import { numberText } from '../text/figures';
import type { Tone } from '../ui/pill';
import { standingOf } from './agreement-text';
import { isImporting } from './import-steps';

export interface Verdict {
	tone: Tone;
	text: string;
	/** The tab that explains the problem; null if this page does. */
	see: 'activity' | null;
}

type Known = Pick<
	Status,
	'outbox' | 'failures' | 'stalled_since' | 'agreement' | 'check' | 'absence'
> & {
	connection: Pick< Status[ 'connection' ], 'state' | 'pause' >;
	import: Pick< NonNullable< Status[ 'import' ] >, 'state' > | null;
};

/** The state of the store in one line: the first case that applies. */
export function verdictOf( status: Known ): Verdict {
	const { connection } = status;
	if ( connection.state === 'paused' ) {
		return attention(
			// The notice above tells the reason.
			connection.pause?.reason === 'paused-by-person'
				? __(
						'Paused: nothing is sent until you resume the sync in Ivorey',
						'ivorey-for-woocommerce'
					)
				: __(
						'Paused: nothing is sent until you reconnect the store',
						'ivorey-for-woocommerce'
					)
		);
	}
	return troubleOf( status ) ?? progressOf( status );
}

/** A problem that someone has to solve; null if there is none. */
function troubleOf( status: Known ): Verdict | null {
	const quarantined = status.outbox.quarantined ?? 0;
	if ( status.stalled_since !== null ) {
		return needsAttention(
			__(
				'nothing on this server sends changes',
				'ivorey-for-woocommerce'
			)
		);
	}
	if ( quarantined > 0 ) {
		return needsAttention(
			sprintf(
				/* translators: %s: how many records. */
				_n(
					'%s record could not be sent',
					'%s records could not be sent',
					quarantined,
					'ivorey-for-woocommerce'
				),
				numberText( quarantined )
			),
			'activity'
		);
	}
	const differing = differingOf( status );
	if ( differing > 0 ) {
		return needsAttention(
			sprintf(
				/* translators: %s: how many records. */
				_n(
					'%s record differs in Ivorey',
					'%s records differ in Ivorey',
					differing,
					'ivorey-for-woocommerce'
				),
				numberText( differing )
			)
		);
	}
	return status.import?.state === 'failed'
		? needsAttention( __( 'the import failed', 'ivorey-for-woocommerce' ) )
		: null;
}

/** States that need no action. */
function progressOf( status: Known ): Verdict {
	const { failures, outbox } = status;
	const waiting =
		( outbox.waiting ?? 0 ) +
		( outbox.sending ?? 0 ) +
		( outbox.retrying ?? 0 );
	if ( failures > 0 ) {
		return attention(
			waiting > 0
				? sprintf(
						/* translators: %s: how many changes. */
						_n(
							'%s change is waiting. Ivorey cannot be reached right now. Retrying automatically…',
							'%s changes are waiting. Ivorey cannot be reached right now. Retrying automatically…',
							waiting,
							'ivorey-for-woocommerce'
						),
						numberText( waiting )
					)
				: __(
						'Ivorey cannot be reached right now. Retrying automatically…',
						'ivorey-for-woocommerce'
					)
		);
	}
	if ( isImporting( status.import?.state ) ) {
		return neutral( __( 'Import in progress', 'ivorey-for-woocommerce' ) );
	}
	if ( waiting > 0 ) {
		return neutral(
			sprintf(
				/* translators: %s: how many changes. */
				_n(
					'%s change is waiting',
					'%s changes are waiting',
					waiting,
					'ivorey-for-woocommerce'
				),
				numberText( waiting )
			)
		);
	}
	if ( status.absence !== null ) {
		return neutral(
			__(
				'Comparing everything because the plugin was off for a while',
				'ivorey-for-woocommerce'
			)
		);
	}
	return {
		tone: 'good',
		text: __( 'Everything is up to date', 'ivorey-for-woocommerce' ),
		see: null,
	};
}

/** Only the newest comparison counts: the differences in an older one may be repaired by now. */
function differingOf( { agreement, check }: Known ): number {
	const last = [ agreement, check ]
		.filter( ( found ): found is Agreement => found !== null )
		.sort( ( one, other ) =>
			one.finished_at < other.finished_at ? 1 : -1
		)[ 0 ];
	return last && standingOf( last ) === 'differs' ? last.differing : 0;
}

function needsAttention( what: string, see: Verdict[ 'see' ] = null ): Verdict {
	return attention(
		sprintf(
			/* translators: %s: what is wrong, such as "3 records could not be sent". */
			__( 'Needs attention: %s', 'ivorey-for-woocommerce' ),
			what
		),
		see
	);
}

function attention( text: string, see: Verdict[ 'see' ] = null ): Verdict {
	return { tone: 'attention', text, see };
}

function neutral( text: string ): Verdict {
	return { tone: 'neutral', text, see: null };
}
