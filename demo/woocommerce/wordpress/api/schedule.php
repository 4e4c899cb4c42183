<?php
/**
 * What is to be done later, by WordPress's schedule or WooCommerce's queue.
 *
 * @package Framme
 */

function wp_schedule_event( $timestamp, $recurrence, $hook, $args = array(), $wp_error = false ) {
	pretend_schedule( (int) $timestamp, $hook, $args, $recurrence );
	return true;
}

function wp_schedule_single_event( $timestamp, $hook, $args = array(), $wp_error = false ) {
	$waits = wp_next_scheduled( $hook, $args );
	if ( $waits && abs( $waits - $timestamp ) < 10 * MINUTE_IN_SECONDS ) {
		return false;
	}
	pretend_schedule( (int) $timestamp, $hook, $args, false );
	return true;
}

function pretend_schedule( int $timestamp, string $hook, array $args, $recurrence ): void {
	Pretend::$kept->change(
		'schedule',
		static function ( array $all ) use ( $timestamp, $hook, $args, $recurrence ) {
			$all[] = array(
				'at'    => $timestamp,
				'hook'  => $hook,
				'args'  => $args,
				'every' => $recurrence,
			);
			return $all;
		}
	);
}

function pretend_waiting( callable $is_meant ): array {
	return array_values( array_filter( Pretend::$kept->all( 'schedule' ), $is_meant ) );
}

function pretend_unschedule( callable $is_meant ): int {
	$gone = 0;
	Pretend::$kept->change(
		'schedule',
		static function ( array $all ) use ( $is_meant, &$gone ) {
			$left = array_values(
				array_filter(
					$all,
					static function ( $event ) use ( $is_meant ) {
						return ! $is_meant( $event );
					}
				)
			);
			$gone = count( $all ) - count( $left );
			return $left;
		}
	);
	return $gone;
}

function wp_next_scheduled( $hook, $args = array() ) {
	$waiting = pretend_waiting(
		static function ( $event ) use ( $hook, $args ) {
			return $event['hook'] === $hook && serialize( $event['args'] ) === serialize( $args );
		}
	);
	return $waiting ? min( array_column( $waiting, 'at' ) ) : false;
}

function wp_unschedule_event( $timestamp, $hook, $args = array(), $wp_error = false ) {
	return 0 < pretend_unschedule(
		static function ( $event ) use ( $timestamp, $hook, $args ) {
			return $event['at'] === $timestamp && $event['hook'] === $hook && serialize( $event['args'] ) === serialize( $args );
		}
	);
}

function wp_clear_scheduled_hook( $hook, $args = array(), $wp_error = false ) {
	return pretend_unschedule(
		static function ( $event ) use ( $hook, $args ) {
			return $event['hook'] === $hook && serialize( $event['args'] ) === serialize( $args );
		}
	);
}

function wp_unschedule_hook( $hook, $wp_error = false ) {
	return pretend_unschedule(
		static function ( $event ) use ( $hook ) {
			return $event['hook'] === $hook;
		}
	);
}

function wp_get_schedules() {
	return apply_filters(
		'cron_schedules',
		array(
			'hourly'     => array( 'interval' => HOUR_IN_SECONDS ),
			'twicedaily' => array( 'interval' => 12 * HOUR_IN_SECONDS ),
			'daily'      => array( 'interval' => DAY_IN_SECONDS ),
		)
	);
}

function as_enqueue_async_action( $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	pretend_schedule( Pretend::now(), $hook, $args, false );
	return 1;
}

function as_schedule_single_action( $timestamp, $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	pretend_schedule( (int) $timestamp, $hook, $args, false );
	return 1;
}

function as_next_scheduled_action( $hook, $args = null, $group = '' ) {
	return wp_next_scheduled( $hook, $args ?? array() );
}

function as_has_scheduled_action( $hook, $args = null, $group = '' ) {
	return false !== wp_next_scheduled( $hook, $args ?? array() );
}

function as_unschedule_all_actions( $hook, $args = array(), $group = '' ) {
	wp_unschedule_hook( $hook );
}

/**
 * Do what is due, and return how much that was.
 */
function pretend_run_schedule(): int {
	$due = pretend_waiting(
		static function ( $event ) {
			return $event['at'] <= Pretend::now();
		}
	);
	foreach ( $due as $event ) {
		wp_unschedule_event( $event['at'], $event['hook'], $event['args'] );
		if ( $event['every'] ) {
			wp_schedule_event( Pretend::now() + wp_get_schedules()[ $event['every'] ]['interval'], $event['every'], $event['hook'], $event['args'] );
		}
		do_action_ref_array( $event['hook'], $event['args'] );
	}
	return count( $due );
}

function wp_get_ready_cron_jobs() {
	$ready = array();
	foreach ( Pretend::$kept->all( 'schedule' ) as $event ) {
		if ( $event['at'] <= Pretend::now() ) {
			$ready[ $event['at'] ][ $event['hook'] ][ md5( serialize( $event['args'] ) ) ] = array(
				'schedule' => $event['every'],
				'args'     => $event['args'],
			);
		}
	}
	return $ready;
}
