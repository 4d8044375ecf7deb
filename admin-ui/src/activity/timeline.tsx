import { Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ExclusionReason } from '@ivorey/shared';
import type { Explained } from '../api';
import { isTrouble, judgementText, momentText } from '../text/moments';
import { elementName, exclusionText } from '../text/words';
import { Pill, type Tone } from '../ui/pill';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';
import { Time } from '../ui/time';

type Item = Explained[ 'records' ][ number ];

/** What is known of an order, and what happened to it, in that order. */
export function Timeline( { explained }: { explained: Explained } ) {
	const { records, timeline, unanswered } = explained;
	if (
		timeline.length === 0 &&
		records.every( ( { in_store: inStore } ) => ! inStore )
	) {
		return (
			<Empty>
				{ sprintf(
					/* translators: %d: number of an order. */
					__(
						'There is no order %d, here or in Ivorey.',
						'ivorey-for-woocommerce'
					),
					explained.id
				) }
			</Empty>
		);
	}
	return (
		<>
			{ unanswered !== null && (
				<Notice
					status="warning"
					isDismissible={ false }
					className="ivorey-notice"
				>
					{ sprintf(
						/* translators: %s: a reason. */
						__(
							'Ivorey could not be asked (%s): this is what the store knows.',
							'ivorey-for-woocommerce'
						),
						unanswered
					) }
				</Notice>
			) }
			{ records.length > 0 && (
				<Table
					caption={ __(
						'How it stands on both sides',
						'ivorey-for-woocommerce'
					) }
					rows={ records }
					keyOf={ ( { element, id } ) => `${ element } ${ id }` }
					columns={ [
						{
							id: 'record',
							title: __( 'Record', 'ivorey-for-woocommerce' ),
							isRowHeader: true,
							render: ( { element, id } ) =>
								`${ elementName( element ) } ${ id }`,
						},
						{
							id: 'state',
							title: __( 'State', 'ivorey-for-woocommerce' ),
							render: ( item ) => <State item={ item } />,
						},
						{
							id: 'why',
							title: __( 'Why', 'ivorey-for-woocommerce' ),
							render: ( { excluded, why } ) =>
								excluded !== null
									? exclusionText( excluded )
									: exclusionText( why as ExclusionReason ) ||
										'–',
						},
					] }
				/>
			) }
			<ol className="ivorey-timeline">
				{ timeline.map( ( { at, what, detail }, i ) => (
					<li
						key={ i }
						className={
							isTrouble( what ) ? 'is-attention' : undefined
						}
					>
						<p className="ivorey-hint">
							{ at === 'now' ? (
								__( 'Now', 'ivorey-for-woocommerce' )
							) : (
								<Time at={ at } />
							) }
						</p>
						<p>{ momentText( what ) }</p>
						<p className="ivorey-hint">{ detail }</p>
					</li>
				) ) }
			</ol>
		</>
	);
}

function State( { item: { state } }: { item: Item } ) {
	return state === null ? (
		<Pill tone="neutral">
			{ __( 'Unknown', 'ivorey-for-woocommerce' ) }
		</Pill>
	) : (
		<Pill tone={ toneOf( state ) }>{ judgementText( state ) }</Pill>
	);
}

function toneOf( state: NonNullable< Item[ 'state' ] > ): Tone {
	switch ( state ) {
		case 'alike':
			return 'good';
		case 'missing':
		case 'older':
		case 'excluded':
			return 'attention';
		case 'rejected':
			return 'bad';
		default:
			return 'neutral';
	}
}
