<?php
/**
 * Says what the pretend WordPress is made of: its site, clock and state. It is for development only.
 *
 * @package Framme
 */

/**
 * One site. Everything it keeps can be put back to how it was after loading.
 */
final class Pretend {

	const WORDPRESS   = '7.1.4';
	const WOOCOMMERCE = '10.5.0';

	/**
	 * The site: home, name, description, language, time_zone, currency, email, country, fulfillments.
	 *
	 * @var array<string, mixed>
	 */
	public static $site = array(
		'home'         => 'https://shop.example',
		'name'         => 'Harbour Goods',
		'description'  => 'Things for the house &amp; the boat',
		'language'     => 'en_GB',
		'time_zone'    => 'Europe/Stockholm',
		'currency'     => 'SEK',
		'email'        => 'hello@harbour.example',
		'country'      => 'SE',
		'fulfillments' => false,
	);

	/**
	 * Which storage of orders the shop says it has: hpos or posts.
	 *
	 * @var string
	 */
	public static $storage = 'hpos';

	/**
	 * What is kept from request to request.
	 *
	 * @var Pretend_Kept
	 */
	public static $kept;

	/**
	 * The shop's orders.
	 *
	 * @var Pretend_Orders
	 */
	public static $orders;

	/**
	 * Seconds that the clock is ahead.
	 *
	 * @var int
	 */
	public static $ahead = 0;

	/**
	 * Return the moment, in seconds since 1970.
	 */
	public static function now(): int {
		return time() + self::$ahead;
	}

	/**
	 * Return the path in which the site lies, without a slash at its end.
	 */
	public static function base(): string {
		return rtrim( (string) parse_url( self::$site['home'], PHP_URL_PATH ), '/' );
	}

	/**
	 * Load a plugin and begin as WordPress does, up to wp_loaded.
	 *
	 * @param string $plugin Its main file, or nothing.
	 */
	public static function begin( string $plugin ): void {
		if ( '' !== $plugin ) {
			Pretend_Plugins::load( $plugin );
		}
		do_action( 'plugins_loaded' );
		do_action( 'woocommerce_loaded' );
		do_action( 'after_setup_theme' );
		do_action( 'init' );
		do_action( 'wp_loaded' );
	}

	/**
	 * Add a published page and return its id.
	 *
	 * @param string $title   Its title.
	 * @param string $content Its content, with blocks and shortcodes.
	 * @param string $slug    Its place in addresses; made of the title when empty.
	 */
	public static function add_page( string $title, string $content, string $slug = '' ): int {
		return (int) wp_insert_post(
			array(
				'post_title'   => $title,
				'post_content' => $content,
				'post_name'    => $slug,
				'post_status'  => 'publish',
				'post_type'    => 'page',
			)
		);
	}

	/**
	 * Return a page's content as visitors see it.
	 *
	 * @param int $page Its id.
	 */
	public static function page_shown( int $page ): string {
		global $post;
		$before = $post;
		$post   = get_post( $page );
		do_action( 'wp_enqueue_scripts' );
		$html = apply_filters( 'the_content', do_shortcode( do_blocks( $post->post_content ) ) );
		$post = $before;
		return $html;
	}

	/**
	 * Keep a webhook as the shop would have it, and return its id.
	 *
	 * @param array<string, mixed> $data What it is: topic, delivery_url, status, name.
	 */
	public static function add_webhook( array $data ): int {
		$webhook = new WC_Webhook();
		$webhook->set_props( $data );
		return $webhook->save();
	}
}
