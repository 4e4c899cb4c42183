<?php
/**
 * Brings our style and script to the screens of wp-admin that show something of ours, and to no other.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Two style sheets and one script, all in the plugin.
 */
final class Framme_Assets {

	const HANDLE = 'framme-admin';

	/**
	 * Hear when a screen collects its styles and scripts.
	 */
	public static function listen(): void {
		add_action( 'admin_enqueue_scripts', array( __CLASS__, 'add' ) );
	}

	/**
	 * Add them where they are needed.
	 *
	 * @param string $hook What WordPress calls the screen.
	 */
	public static function add( $hook = '' ): void {
		$screen  = get_current_screen();
		$shown   = $screen ? $screen->id : '';
		$screens = array_merge( Framme_Order_Box::screens(), array( 'edit-shop_order' ) );
		if ( Framme_Admin_Page::hook() !== $hook && ! in_array( $shown, $screens, true ) ) {
			return;
		}
		$more = Framme_Admin_Page::hook() === $hook ? 'admin-import' : 'admin-orders';
		wp_enqueue_style( self::HANDLE, plugins_url( 'assets/admin.css', FRAMME_FILE ), array(), FRAMME_VERSION );
		wp_enqueue_style( 'framme-' . $more, plugins_url( 'assets/' . $more . '.css', FRAMME_FILE ), array( self::HANDLE ), FRAMME_VERSION );
		wp_enqueue_script( self::HANDLE, plugins_url( 'assets/admin.js', FRAMME_FILE ), array( 'wp-a11y' ), FRAMME_VERSION, true );
		wp_localize_script( self::HANDLE, 'frammeAdmin', self::told() );
	}

	/**
	 * Return what the script is told.
	 *
	 * @return array<string, string>
	 */
	private static function told(): array {
		return array(
			'ajax'     => admin_url( 'admin-ajax.php' ),
			'noAnswer' => __( 'Your shop does not answer. What you entered is still here; try again.', 'framme' ),
			'wrong'    => __( 'Something has to be corrected.', 'framme' ),
			'remove'   => __( 'Remove this parcel from the order?', 'framme' ),
			'testing'  => __( 'Testing …', 'framme' ),
		);
	}
}
