<?php
/**
 * Remembers that Framme has just failed, so that for a minute no page waits for it again.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One transient for all pages, and the same in this process in case it cannot be kept.
 */
final class Framme_Breaker {

	const NAME  = 'framme_pause';
	const LASTS = 60;

	/**
	 * Until when this process asks nothing, in seconds since 1970.
	 *
	 * @var int
	 */
	private static $until = 0;

	/**
	 * Say whether nothing is to be asked now.
	 */
	public static function is_open(): bool {
		return time() < max( self::$until, (int) get_transient( self::NAME ) );
	}

	/**
	 * Ask nothing for a minute.
	 */
	public static function open(): void {
		self::$until = time() + self::LASTS;
		set_transient( self::NAME, self::$until, self::LASTS );
	}

	/**
	 * Ask again.
	 */
	public static function close(): void {
		self::$until = 0;
		if ( get_transient( self::NAME ) ) {
			delete_transient( self::NAME );
		}
	}
}
