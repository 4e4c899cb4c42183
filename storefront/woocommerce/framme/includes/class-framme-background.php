<?php
/**
 * Asks once more, with more time, what a page had no time to wait for: the next page then has it.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One event of WordPress's own schedule for each question; a question already waiting is not added.
 */
final class Framme_Background {

	const EVENT = 'framme_ask_again';

	/** What may be asked: nothing here changes anything. */
	const QUESTIONS = array( 'orders', 'order', 'words', 'faq' );

	/**
	 * Hear of the event.
	 */
	public static function listen(): void {
		add_action( self::EVENT, array( __CLASS__, 'ask' ), 10, 2 );
	}

	/**
	 * Ask as soon as the schedule runs. After a failure pages ask nothing for a minute, so this adds
	 * one event a minute at most.
	 *
	 * @param string                $path  What to ask.
	 * @param array<string, string> $query With what.
	 */
	public static function ask_later( string $path, array $query ): void {
		$question = array( $path, $query );
		if ( in_array( $path, self::QUESTIONS, true ) && ! wp_next_scheduled( self::EVENT, $question ) ) {
			wp_schedule_single_event( time(), self::EVENT, $question );
		}
	}

	/**
	 * Ask now; the answer is kept for the next page.
	 *
	 * @param string                $path  What to ask.
	 * @param array<string, string> $query With what.
	 */
	public static function ask( $path, $query ): void {
		if ( in_array( $path, self::QUESTIONS, true ) && is_array( $query ) ) {
			Framme_Client::for_merchant()->get( $path, array_map( 'strval', $query ), 0 );
		}
	}

	/**
	 * Forget what waits, when the plugin goes.
	 */
	public static function forget(): void {
		wp_unschedule_hook( self::EVENT );
	}
}
