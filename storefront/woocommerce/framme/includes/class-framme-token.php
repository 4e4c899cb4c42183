<?php
/**
 * Signs who asks: this shop, or one of its merchants. It keeps nothing and sends nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * JSON Web Tokens (RFC 7519) signed by HMAC-SHA256 with the secret of the connection.
 */
final class Framme_Token {

	const SHOP_LASTS     = 300;
	const MERCHANT_LASTS = 60;

	/**
	 * Return a token that says this shop asks, or nothing when it is not connected.
	 */
	public static function for_shop(): string {
		return self::token( array( 'sub' => 'shop' ), self::SHOP_LASTS );
	}

	/**
	 * Return a token that lets a merchant into the settings, framed by one origin only.
	 *
	 * @param int    $user_id WordPress's id of the merchant.
	 * @param string $origin  Of the page with the frame: scheme://host[:port].
	 */
	public static function for_merchant( int $user_id, string $origin ): string {
		$claims = array(
			'sub'    => 'merchant:' . $user_id,
			'origin' => $origin,
		);
		return self::token( $claims, self::MERCHANT_LASTS );
	}

	/**
	 * Return the token of some claims, with those that each token has.
	 *
	 * @param array<string, string> $claims What is special about it.
	 * @param int                   $lasts  In seconds.
	 */
	private static function token( array $claims, int $lasts ): string {
		if ( ! Framme_Options::connected() ) {
			return '';
		}
		$connection = Framme_Options::connection();
		$now        = time();
		$all        = array(
			'iss' => $connection['shop_id'],
			'aud' => $connection['base_url'],
		) + $claims + array(
			'iat' => $now,
			'exp' => $now + $lasts,
			'jti' => bin2hex( random_bytes( 8 ) ),
		);
		return self::signed( $all, $connection['secret'] );
	}

	/**
	 * Return claims as a signed token.
	 *
	 * @param array<string, mixed> $claims What is claimed.
	 * @param string               $secret The key.
	 */
	public static function signed( array $claims, string $secret ): string {
		$header = array(
			'alg' => 'HS256',
			'typ' => 'JWT',
		);
		$text   = self::part( wp_json_encode( $header ) ) . '.' . self::part( wp_json_encode( $claims, JSON_UNESCAPED_SLASHES ) );
		return $text . '.' . self::part( hash_hmac( 'sha256', $text, $secret, true ) );
	}

	/**
	 * Write bytes so that they may stand in an address (RFC 4648, section 5).
	 *
	 * @param string $bytes What to write.
	 */
	private static function part( string $bytes ): string {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- RFC 7515 asks for it; nothing is hidden by it.
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
