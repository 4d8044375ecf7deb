import { ExternalLink, Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ExclusionReason } from '@ivorey/shared';
import type { Explained } from '../api';
import { isTrouble, judgementText, momentText } from '../text/moments';
import { exclusionText, recordName } from '../text/words';
import { Pill, type Tone } from '../ui/pill';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';
import { Time } from '../ui/time';

type Item = Explained[ 'records' ][ number ];

/** The known facts about an order, then its events. */
export function Timeline( { explained }: { explained: Explained } ) {
	const { note, records, timeline, unanswered, ivorey_url: url } = explained;
	if (
		timeline.length === 0 &&
		records.every( ( { in_store: inStore } ) => ! inStore )
	) {
		return (
			<Empty>
				{ unanswered === null
					? sprintf(
							/* translators: %s: what was searched for. */
							__(
								'Order “%s” was not found in your store or in Ivorey.',
								'ivorey-for-woocommerce'
							),
							String( explained.id )
						)
					: sprintf(
							/* translators: 1: what was searched for. 2: a reason. */
							__(
								'Order “%1$s” was not found in your store, and Ivorey could not be checked. %2$s',
								'ivorey-for-woocommerce'
							),
							String( explained.id ),
							unanswered
						) }
			</Empty>
		);
	}
	return (
		<>
			{ note !== null && (
				<Notice
					status="info"
					isDismissible={ false }
					className="ivorey-notice"
				>
					{ note }
				</Notice>
			) }
			{ unanswered !== null && (
				<Notice
					status="warning"
					isDismissible={ false }
					className="ivorey-notice"
				>
					{ __(
						'Ivorey could not be checked. This is what your store knows.',
						'ivorey-for-woocommerce'
					) }
				</Notice>
			) }
			{ records.length > 0 && (
				<Table
					caption={ __(
						'Status in your store and in Ivorey',
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
								recordName( element, id ),
						},
						{
							id: 'state',
							title: __( 'Status', 'ivorey-for-woocommerce' ),
							render: ( item ) => <State item={ item } />,
						},
						{
							id: 'why',
							title: __( 'Reason', 'ivorey-for-woocommerce' ),
							render: whyText,
						},
					] }
				/>
			) }
			{ url !== null && (
				<p>
					<ExternalLink href={ url }>
						{ __(
							'Open the order in Ivorey',
							'ivorey-for-woocommerce'
						) }
					</ExternalLink>
				</p>
			) }
			<ol className="ivorey-timeline">
				{ timeline.map( ( { at, what, text }, i ) => (
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
								<Time at={ at } withSeconds />
							) }
						</p>
						<p>{ momentText( what ) }</p>
						<p className="ivorey-hint">{ text }</p>
					</li>
				) ) }
			</ol>
		</>
	);
}

/** `why` is a slug that belongs to the state, or Ivorey's message about the record. */
function whyText( { excluded, state, why }: Item ): string {
	if ( excluded !== null ) {
		return exclusionText( excluded );
	}
	const text =
		state === 'pending'
			? momentText( why )
			: exclusionText( why as ExclusionReason );
	return text || '–';
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
		case 'untraced':
			return 'attention';
		case 'rejected':
			return 'bad';
		default:
			return 'neutral';
	}
}
