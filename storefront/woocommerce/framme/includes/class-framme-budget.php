<?php
/**
 * Counts how long one page has waited for Framme, so that no page waits longer than it may.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Milliseconds, shared by all that is asked while one request is answered.
 */
final class Framme_Budget {

	const OF_A_PAGE = 300;

	/** With less than this left, asking is pointless. */
	const LEAST = 25;

	/**
	 * What has been waited so far.
	 *
	 * @var int
	 */
	private static $spent = 0;

	/**
	 * Return how long may still be waited; 0 when asking is pointless.
	 */
	public static function left(): int {
		/**
		 * How many milliseconds one page may wait for Framme.
		 *
		 * @param int $milliseconds 300.
		 */
		$all  = (int) apply_filters( 'framme_page_budget', self::OF_A_PAGE );
		$left = self::in_background() ? $all : $all - self::$spent;
		return $left < self::LEAST ? 0 : $left;
	}

	/**
	 * Note that somebody has waited.
	 *
	 * @param int $milliseconds How long.
	 */
	public static function spend( int $milliseconds ): void {
		self::$spent += max( 0, $milliseconds );
	}

	/**
	 * Begin a new page. Only a process that answers several requests needs this.
	 */
	public static function begin_page(): void {
		self::$spent = 0;
	}

	/**
	 * Say whether many things are done one after the other and no page waits for the whole of them.
	 */
	private static function in_background(): bool {
		return wp_doing_cron() || ( defined( 'WP_CLI' ) && WP_CLI ) || doing_action( 'action_scheduler_run_queue' );
	}
}
