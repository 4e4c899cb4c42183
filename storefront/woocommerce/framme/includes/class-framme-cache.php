<?php
/**
 * Keeps what Framme has answered, for this shop and connection only. It decides nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A transient for each question. What is kept from an earlier connection is never found again.
 */
final class Framme_Cache {

	const PREFIX = 'framme_a_';
	const LASTS  = 12 * HOUR_IN_SECONDS;

	/**
	 * Return what is kept, however old, or null.
	 *
	 * @param string                $path  What was asked.
	 * @param array<string, string> $query With what.
	 */
	public static function read( string $path, array $query ): ?Framme_Answer {
		$kept = get_transient( self::name( $path, $query ) );
		if ( ! is_array( $kept ) || ! is_array( $kept['body'] ?? null ) ) {
			return null;
		}
		$heard_at = (int) ( $kept['heard_at'] ?? 0 );
		$in_time  = 0 < $heard_at && time() - $heard_at < self::LASTS;
		return $in_time ? new Framme_Answer( (int) ( $kept['status'] ?? 0 ), $kept['body'], $heard_at ) : null;
	}

	/**
	 * Keep an answer.
	 *
	 * @param string                $path   What was asked.
	 * @param array<string, string> $query  With what.
	 * @param Framme_Answer         $answer What was heard.
	 */
	public static function keep( string $path, array $query, Framme_Answer $answer ): void {
		$kept = array(
			'status'   => $answer->status,
			'body'     => $answer->body,
			'heard_at' => $answer->heard_at,
		);
		set_transient( self::name( $path, $query ), $kept, self::LASTS );
	}

	/**
	 * Return the name of a question: a hash, so that it is short and tells nothing.
	 *
	 * @param string                $path  What is asked.
	 * @param array<string, string> $query With what.
	 */
	private static function name( string $path, array $query ): string {
		ksort( $query );
		$connection = Framme_Options::connection();
		$whole      = array( $connection['base_url'], $connection['shop_id'], $connection['connected_at'], $path, $query );
		return self::PREFIX . substr( hash_hmac( 'sha256', (string) wp_json_encode( $whole ), $connection['secret'] ), 0, 32 );
	}
}
