import { Card, CardBody, CardHeader } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { useEffect, useId, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Polled } from '../data/use-polled';
import { numberText } from '../text/figures';
import { Empty, Failed, Loading } from '../ui/states';
import { Table } from '../ui/table';
import { fillHours, topOfScale, type Hour } from './bars';

/** The records sent in the last 24 hours: a picture, and its figures for people who cannot see it. */
export function HoursChart( { hours }: { hours: Polled< Hour[] > } ) {
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Last 24 hours', 'ivorey-for-woocommerce' ) }</h2>
			</CardHeader>
			<CardBody>
				{ hours.error !== null && (
					<Failed error={ hours.error } onRetry={ hours.refresh } />
				) }
				{ hours.data === null && hours.error === null && <Loading /> }
				{ hours.data !== null && (
					<ChartOrNothing
						hours={ fillHours( hours.data, new Date() ) }
					/>
				) }
			</CardBody>
		</Card>
	);
}

function ChartOrNothing( { hours }: { hours: Hour[] } ) {
	return hours.some(
		( { records, failures } ) => records > 0 || failures > 0
	) ? (
		<Chart hours={ hours } />
	) : (
		<Empty>
			{ __(
				'Nothing was sent in the last 24 hours.',
				'ivorey-for-woocommerce'
			) }
		</Empty>
	);
}

/** In pixels, until the chart has been measured. */
const WIDTH = 720;
const HEIGHT = 160;
/** The width of an hour's label. */
const LABEL = 72;
const LEFT = 48;
const TOP = 8;
const BOTTOM = 24;

function Chart( { hours }: { hours: Hour[] } ) {
	const titleId = useId();
	const [ chart, width ] = useWidth();
	const total = hours.reduce( ( sum, { records } ) => sum + records, 0 );
	const failures = hours.reduce( ( sum, hour ) => sum + hour.failures, 0 );
	const top = topOfScale( hours.map( ( { records } ) => records ) );
	const step = ( width - LEFT ) / hours.length;
	const hoursPerLabel = [ 4, 6 ].find( ( n ) => n * step >= LABEL ) ?? 12;
	const gap = Math.min( 3, step / 6 );
	const floor = HEIGHT - BOTTOM;
	const heightOf = ( records: number ) => ( records / top ) * ( floor - TOP );
	return (
		<>
			<p className="ivorey-chart-total">
				{ totalText( total, failures ) }
			</p>
			<svg
				className="ivorey-chart"
				ref={ chart }
				viewBox={ `0 0 ${ width } ${ HEIGHT }` }
				role="img"
				aria-labelledby={ titleId }
			>
				<title id={ titleId }>
					{ sprintf(
						/* translators: %s: a sentence with figures. */
						__(
							'Records sent by hour. %s',
							'ivorey-for-woocommerce'
						),
						totalText( total, failures )
					) }
				</title>
				{ [ 0, top / 2, top ]
					.filter( Number.isInteger )
					.map( ( value ) => (
						<g key={ value }>
							<line
								className="ivorey-chart-line"
								x1={ LEFT }
								x2={ width }
								y1={ floor - heightOf( value ) }
								y2={ floor - heightOf( value ) }
							/>
							<text
								x={ LEFT - 8 }
								y={ floor - heightOf( value ) + 4 }
								textAnchor="end"
							>
								{ numberText( value ) }
							</text>
						</g>
					) ) }
				{ hours.map( ( { hour, records, failures: failed }, i ) => (
					<g key={ hour }>
						<title>
							{ `${ hourText( hour ) }: ${ totalText( records, failed ) }` }
						</title>
						{ /* The whole column shows the title. */ }
						<rect
							className="ivorey-chart-column"
							x={ LEFT + i * step }
							y={ TOP }
							width={ step }
							height={ floor - TOP }
						/>
						<rect
							className="ivorey-chart-bar"
							x={ LEFT + i * step + gap }
							y={
								floor -
								( records > 0
									? Math.max( 2, heightOf( records ) )
									: 0 )
							}
							width={ step - 2 * gap }
							height={
								records > 0
									? Math.max( 2, heightOf( records ) )
									: 0
							}
						/>
						{ failed > 0 && (
							<path
								className="ivorey-chart-failed"
								transform={ `translate(${ LEFT + ( i + 0.5 ) * step } ${ floor - 7 })` }
								d="M0-6 6 5-6 5z"
							/>
						) }
						{ i % hoursPerLabel === hoursPerLabel / 2 && (
							<text
								x={ LEFT + ( i + 0.5 ) * step }
								y={ HEIGHT - 6 }
								textAnchor="middle"
							>
								{ hourText( hour ) }
							</text>
						) }
					</g>
				) ) }
			</svg>
			{ failures > 0 && (
				<p className="ivorey-legend">
					<svg viewBox="-7 -7 14 14" aria-hidden="true">
						<path
							className="ivorey-chart-failed"
							d="M0-6 6 5-6 5z"
						/>
					</svg>
					{ __(
						'Hour with a failed delivery. Failed deliveries are retried automatically.',
						'ivorey-for-woocommerce'
					) }
				</p>
			) }
			<details>
				<summary>
					{ __( 'Show as a table', 'ivorey-for-woocommerce' ) }
				</summary>
				<Table
					caption={ __(
						'Records sent by hour',
						'ivorey-for-woocommerce'
					) }
					rows={ hours
						.filter(
							( { records, failures: failed } ) =>
								records > 0 || failed > 0
						)
						.reverse() }
					keyOf={ ( { hour } ) => hour }
					columns={ [
						{
							id: 'hour',
							title: __( 'Hour', 'ivorey-for-woocommerce' ),
							isRowHeader: true,
							render: ( { hour } ) => (
								<time dateTime={ hour }>
									{ hourText( hour ) }
								</time>
							),
						},
						{
							id: 'records',
							title: __( 'Records', 'ivorey-for-woocommerce' ),
							isNumber: true,
							render: ( { records } ) => numberText( records ),
						},
						{
							id: 'failures',
							title: __(
								'Failed deliveries',
								'ivorey-for-woocommerce'
							),
							isNumber: true,
							render: ( { failures: failed } ) =>
								numberText( failed ),
						},
					] }
				/>
			</details>
		</>
	);
}

/** The chart is drawn in pixels, so that its text is as large as other text. */
function useWidth() {
	const element = useRef< SVGSVGElement >( null );
	const [ width, setWidth ] = useState( WIDTH );
	useEffect( () => {
		const chart = element.current;
		if ( ! chart ) {
			return undefined;
		}
		const observer = new ResizeObserver( ( [ entry ] ) => {
			const measured = Math.round( entry?.contentRect.width ?? 0 );
			if ( measured > 0 ) {
				setWidth( measured );
			}
		} );
		observer.observe( chart );
		return () => observer.disconnect();
	}, [] );
	return [ element, width ] as const;
}

function totalText( records: number, failures: number ): string {
	const sent = sprintf(
		/* translators: %s: a number. */
		_n(
			'%s record sent',
			'%s records sent',
			records,
			'ivorey-for-woocommerce'
		),
		numberText( records )
	);
	return failures === 0
		? sent
		: sprintf(
				/* translators: 1: such as "12 records sent", 2: a number. */
				_n(
					'%1$s, %2$s delivery failed',
					'%1$s, %2$s deliveries failed',
					failures,
					'ivorey-for-woocommerce'
				),
				sent,
				numberText( failures )
			);
}

function hourText( hour: string ): string {
	return dateI18n( getSettings().formats.time, hour, undefined );
}
