<?php
/**
 * Sends one request to Framme and reads one answer, within milliseconds. It keeps nothing, tries
 * nothing twice and follows nobody elsewhere.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * WordPress's own HTTP, made to keep to a time that is shorter than the second it would wait.
 */
final class Framme_Wire {

	const MOST_BYTES = 1048576;
	const DEEPEST    = 32;

	/** In the arguments of a request of ours: how many milliseconds it may take. */
	const TIME = 'framme_milliseconds';

	/**
	 * Ask, and return what was answered. Status 0: nobody answered in time, or not in JSON.
	 *
	 * @param string                     $method  GET or POST.
	 * @param string                     $path    Below /shop-api/v1/.
	 * @param array<string, string>      $query   What stands in the address: never who somebody is.
	 * @param array<string, string>|null $form    What is posted.
	 * @param int                        $time    In milliseconds.
	 */
	public static function ask( string $method, string $path, array $query, ?array $form, int $time ): Framme_Answer {
		if ( ! has_action( 'http_api_curl', array( __CLASS__, 'hurry' ) ) ) {
			add_action( 'http_api_curl', array( __CLASS__, 'hurry' ), 10, 2 );
		}
		$address = Framme_Options::connection()['base_url'] . '/shop-api/v1/' . $path;
		if ( $query ) {
			$address .= '?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 );
		}
		return self::read( wp_remote_request( $address, self::arguments( $method, $form, $time ) ) );
	}

	/**
	 * Return the arguments of a request.
	 *
	 * @param string                     $method GET or POST.
	 * @param array<string, string>|null $form   What is posted.
	 * @param int                        $time   In milliseconds.
	 * @return array<string, mixed>
	 */
	private static function arguments( string $method, ?array $form, int $time ): array {
		return array(
			'method'              => $method,
			'timeout'             => $time / 1000,
			self::TIME            => $time,
			'redirection'         => 0,
			'limit_response_size' => self::MOST_BYTES,
			'user-agent'          => 'Framme-WooCommerce/' . FRAMME_VERSION,
			'headers'             => array(
				'Accept'        => 'application/json',
				'Authorization' => 'Bearer ' . Framme_Token::for_shop(),
			),
			'body'                => $form,
		);
	}

	/**
	 * Make a request of ours keep to its milliseconds, the looking up of the name included.
	 *
	 * @param resource|\CurlHandle $handle    The request.
	 * @param array<string, mixed> $arguments What it was made with.
	 */
	public static function hurry( $handle, $arguments ): void {
		$time = is_array( $arguments ) ? (int) ( $arguments[ self::TIME ] ?? 0 ) : 0;
		if ( 0 < $time ) {
			// phpcs:disable WordPress.WP.AlternativeFunctions.curl_curl_setopt -- WordPress's own HTTP waits for at least a second, and a shopper's page must not.
			curl_setopt( $handle, CURLOPT_NOSIGNAL, true );
			curl_setopt( $handle, CURLOPT_CONNECTTIMEOUT_MS, $time );
			curl_setopt( $handle, CURLOPT_TIMEOUT_MS, $time );
			// phpcs:enable
		}
	}

	/**
	 * Read what came back.
	 *
	 * @param array<string, mixed>|WP_Error $heard What WordPress returns.
	 */
	private static function read( $heard ): Framme_Answer {
		if ( is_wp_error( $heard ) ) {
			return Framme_Answer::none();
		}
		$type = (string) wp_remote_retrieve_header( $heard, 'content-type' );
		$body = json_decode( (string) wp_remote_retrieve_body( $heard ), true, self::DEEPEST );
		if ( 0 !== stripos( $type, 'application/json' ) || ! is_array( $body ) ) {
			return Framme_Answer::none();
		}
		return new Framme_Answer( (int) wp_remote_retrieve_response_code( $heard ), $body );
	}
}
