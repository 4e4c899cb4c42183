<?php
/**
 * Gathers what Framme may know of this shop as a whole: versions, addresses, language, money. Nothing
 * of it is about a shopper, and no secret is in it.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The facts in the shape the contract gives them.
 */
final class Framme_Facts {

	/** How much of the secret's digest is told, so that both sides notice when they have different ones. */
	const CHECKED = 16;

	/**
	 * Return all facts.
	 *
	 * @return array<string, mixed>
	 */
	public static function all(): array {
		return self::versions() + self::addresses() + self::shop();
	}

	/**
	 * Return which storage orders are in.
	 */
	public static function storage(): string {
		$util = '\Automattic\WooCommerce\Utilities\OrderUtil';
		return class_exists( $util ) && $util::custom_orders_table_usage_is_enabled() ? 'hpos' : 'posts';
	}

	/**
	 * Say whether WordPress's own schedule is switched off.
	 */
	public static function cron_disabled(): bool {
		return defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON;
	}

	/**
	 * Return what runs here.
	 *
	 * @return array<string, mixed>
	 */
	private static function versions(): array {
		return array(
			'plugin'        => FRAMME_VERSION,
			'woocommerce'   => defined( 'WC_VERSION' ) ? WC_VERSION : '',
			'wordpress'     => get_bloginfo( 'version' ),
			'php'           => PHP_VERSION,
			'storage'       => self::storage(),
			'cron_disabled' => self::cron_disabled(),
			'fulfillments'  => Framme_Elsewhere::has_fulfilments(),
			'secret_check'  => self::secret_check(),
		);
	}

	/**
	 * Return where things are.
	 *
	 * @return array<string, string>
	 */
	private static function addresses(): array {
		return array(
			'home_url'     => untrailingslashit( home_url() ),
			'admin_url'    => Framme_Admin_Page::url(),
			'account_url'  => (string) wc_get_page_permalink( 'myaccount' ),
			'tracking_url' => Framme_Options::tracking_url(),
		);
	}

	/**
	 * Return what the shop is.
	 *
	 * @return array<string, mixed>
	 */
	private static function shop(): array {
		$email = (string) get_option( 'woocommerce_email_from_address' );
		return array(
			'name'      => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
			'email'     => is_email( $email ) ? $email : (string) get_option( 'admin_email' ),
			'locale'    => get_locale(),
			'locales'   => self::locales(),
			'time_zone' => wp_timezone_string(),
			'currency'  => get_woocommerce_currency(),
		);
	}

	/**
	 * Return the languages shoppers may read, the shop's own first.
	 *
	 * @return list<string>
	 */
	private static function locales(): array {
		/**
		 * The languages that shoppers may read, for sites with several.
		 *
		 * @param list<string> $locales Such as "sv_SE".
		 */
		$locales = (array) apply_filters( 'framme_locales', array( get_locale() ) );
		return array_values( array_unique( array_filter( array_map( 'strval', array_merge( array( get_locale() ), $locales ) ) ) ) );
	}

	/**
	 * Return the beginning of the secret's digest, or nothing without a secret.
	 */
	private static function secret_check(): string {
		$secret = Framme_Options::connection()['secret'];
		return '' === $secret ? '' : substr( hash( 'sha256', $secret ), 0, self::CHECKED );
	}
}
