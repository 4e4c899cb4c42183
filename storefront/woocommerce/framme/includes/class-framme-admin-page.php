<?php
/**
 * Our page in wp-admin, under WooCommerce: its place in the menu, its tabs, its frame. What is in a tab
 * is not decided here.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Before the shop is connected there is one thing to do, and no tabs to choose from but Import and
 * Display, which work without a connection.
 */
final class Framme_Admin_Page {

	const SLUG  = 'framme';
	const RIGHT = 'manage_woocommerce';

	/** In the address: how connecting went, as Framme says; and what a form has done. */
	const CAME_BACK = 'framme_connect';
	const DONE      = 'framme_done';

	/**
	 * What WordPress calls the page; nothing where it does not exist for the user.
	 *
	 * @var string
	 */
	private static $hook = '';

	/**
	 * Hear when the menu is made and where plugins are listed.
	 */
	public static function listen(): void {
		add_action( 'admin_menu', array( __CLASS__, 'add' ), 60 );
		add_filter( 'plugin_action_links_' . plugin_basename( FRAMME_FILE ), array( __CLASS__, 'links' ) );
	}

	/**
	 * Add the page to the menu.
	 */
	public static function add(): void {
		self::$hook = (string) add_submenu_page( 'woocommerce', __( 'Framme', 'framme' ), __( 'Framme', 'framme' ), self::RIGHT, self::SLUG, array( __CLASS__, 'show' ) );
		if ( '' !== self::$hook ) {
			add_action( 'load-' . self::$hook, array( 'Framme_Forms', 'take' ) );
		}
	}

	/**
	 * Return what WordPress calls the page.
	 */
	public static function hook(): string {
		return self::$hook;
	}

	/**
	 * Put a link to the page beside the plugin's name.
	 *
	 * @param array<int|string, string> $links Links.
	 * @return array<int|string, string>
	 */
	public static function links( $links ): array {
		$link = '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Settings', 'framme' ) . '</a>';
		return array_merge( array( 'framme' => $link ), (array) $links );
	}

	/**
	 * Return the address of the page, or of a tab of it.
	 *
	 * @param string                $tab  Which tab; nothing for the first.
	 * @param array<string, string> $more More in the address.
	 */
	public static function url( string $tab = '', array $more = array() ): string {
		$query = array( 'page' => self::SLUG ) + ( '' === $tab || self::first() === $tab ? array() : array( 'tab' => $tab ) );
		return add_query_arg( array_map( 'rawurlencode', $query + $more ), admin_url( 'admin.php' ) );
	}

	/**
	 * Return the tabs: what they are called and who shows them.
	 *
	 * @return array<string, array{string, string}>
	 */
	private static function tabs(): array {
		$first = Framme_Options::connected()
			? array(
				'status'   => array( __( 'Status', 'framme' ), 'Framme_Status_Tab' ),
				'settings' => array( __( 'Settings', 'framme' ), 'Framme_Settings_Tab' ),
			)
			: array( 'connect' => array( __( 'Connect', 'framme' ), 'Framme_Connect_Tab' ) );
		return $first + array(
			'import'  => array( __( 'Import', 'framme' ), 'Framme_Import_Tab' ),
			'display' => array( __( 'Display', 'framme' ), 'Framme_Display_Tab' ),
		);
	}

	/**
	 * Return the first tab.
	 */
	private static function first(): string {
		return (string) key( self::tabs() );
	}

	/**
	 * Return the tab that is asked for.
	 */
	public static function tab(): string {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- chooses what is shown; nothing is changed.
		$asked = isset( $_GET['tab'] ) ? sanitize_key( wp_unslash( $_GET['tab'] ) ) : '';
		return isset( self::tabs()[ $asked ] ) ? $asked : self::first();
	}

	/**
	 * Show the page.
	 */
	public static function show(): void {
		if ( ! current_user_can( self::RIGHT ) ) {
			wp_die( esc_html__( 'You may not manage this shop.', 'framme' ), '', array( 'response' => 403 ) );
		}
		$now = self::tab();
		echo '<div class="wrap framme-page"><h1>' . esc_html__( 'Framme', 'framme' ) . '</h1><hr class="wp-header-end">';
		Framme_Admin_Notices::show();
		echo '<nav class="nav-tab-wrapper" aria-label="' . esc_attr__( 'Parts of this page', 'framme' ) . '">';
		foreach ( self::tabs() as $tab => list( $name ) ) {
			$chosen = $tab === $now;
			echo '<a href="' . esc_url( self::url( $tab ) ) . '" class="nav-tab' . ( $chosen ? ' nav-tab-active" aria-current="page' : '' ) . '">' . esc_html( $name ) . '</a>';
		}
		echo '</nav><div class="framme-tab framme-tab-' . esc_attr( $now ) . '">';
		call_user_func( array( self::tabs()[ $now ][1], 'show' ) );
		echo '</div></div>';
	}
}
