<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Schedule;

/**
 * Triggers a drain when no request does: one Action Scheduler action for the next time a row is due, and a
 * sweep each minute. The sweep runs on WP-Cron, so that it works even if Action Scheduler is stuck behind
 * another plugin's actions, and adds no rows to its tables.
 */
final class Scheduler {

	public const ACTION = 'ivorey_drain';
	public const IMPORT = 'ivorey_import_slices';
	public const VERIFY = 'ivorey_verify';
	public const CHECK  = 'ivorey_check';
	public const SWEEP  = 'ivorey_sweep';

	/** Seconds. A sweep later than this will not run by itself. */
	public const OVERDUE_SECONDS = 120;

	private const GROUP    = 'ivorey';
	private const SCHEDULE = 'ivorey_minute';

	/**
	 * @param array<string, array{interval: int, display: string}> $schedules
	 * @return array<string, array{interval: int, display: string}>
	 */
	public function addSchedule( array $schedules ): array {
		$schedules[ self::SCHEDULE ] = [
			'interval' => MINUTE_IN_SECONDS,
			'display'  => 'Every minute (Ivorey)',
		];
		return $schedules;
	}

	/** Costs no query if the sweep is scheduled: WP-Cron's list is autoloaded. */
	public function start(): void {
		if ( false === wp_next_scheduled( self::SWEEP ) ) {
			wp_schedule_event( time(), self::SCHEDULE, self::SWEEP );
		}
	}

	/** Costs no query. */
	public function isSweepOverdue( int $seconds = self::OVERDUE_SECONDS ): bool {
		$next = wp_next_scheduled( self::SWEEP );
		return false !== $next && $next < time() - $seconds;
	}

	public function stop(): void {
		wp_clear_scheduled_hook( self::SWEEP );
		if ( function_exists( 'as_unschedule_all_actions' ) && self::isActionSchedulerReady() ) {
			as_unschedule_all_actions( self::ACTION, [], self::GROUP );
			as_unschedule_all_actions( self::IMPORT, [], self::GROUP );
			as_unschedule_all_actions( self::VERIFY, [], self::GROUP );
			as_unschedule_all_actions( self::CHECK, [], self::GROUP );
		}
	}

	/**
	 * @param int    $at     Microseconds since 1970.
	 * @param string $action ACTION, IMPORT, VERIFY or CHECK.
	 */
	public function wakeAt( int $at, string $action = self::ACTION ): void {
		if ( ! self::isActionSchedulerReady() ) {
			return;
		}
		// Rounded up: an action that runs just before its row is due would find nothing.
		$seconds = intdiv( $at, 1_000_000 ) + 1;
		if ( ! doing_action( $action ) ) {
			as_schedule_single_action( $seconds, $action, [], self::GROUP, true );
			return;
		}
		// "Unique" also counts the running action, which is this one.
		$pending = as_get_scheduled_actions(
			[
				'hook'     => $action,
				'group'    => self::GROUP,
				'status'   => 'pending',
				'per_page' => 1,
			],
			'ids'
		);
		if ( [] === $pending ) {
			as_schedule_single_action( $seconds, $action, [], self::GROUP );
		}
	}

	private static function isActionSchedulerReady(): bool {
		return did_action( 'action_scheduler_init' ) > 0;
	}
}
