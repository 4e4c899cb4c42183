<?php
/**
 * What the plugin can do on the command line (WP-CLI): the same as on its screens, by the same parts.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Each command says what it has done, or ends with an error.
 */
final class Framme_Cli {

	/** How a stage is taken away. */
	const NO_STAGE = 'none';

	const COMMANDS = array(
		'status'      => 'status',
		'connect-url' => 'connect_url',
		'disconnect'  => 'disconnect',
		'import'      => 'import',
		'add-parcel'  => 'add_parcel',
		'stage'       => 'stage',
	);

	/**
	 * Add the commands, where there is a command line.
	 */
	public static function listen(): void {
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			self::add_commands();
		}
	}

	/**
	 * Add the commands.
	 */
	public static function add_commands(): void {
		foreach ( self::COMMANDS as $command => $method ) {
			WP_CLI::add_command( 'framme ' . $command, array( __CLASS__, $method ) );
		}
	}

	/**
	 * Says how the connection stands.
	 */
	public static function status(): void {
		WP_CLI::log( 'Framme: ' . ( Framme_Options::base_url() ? Framme_Options::base_url() : __( 'no address yet', 'framme' ) ) );
		if ( ! Framme_Options::connected() ) {
			WP_CLI::log( __( 'This shop is not connected.', 'framme' ) );
			return;
		}
		foreach ( Framme_Connection_Test::results() as list( $name, $state, $said ) ) {
			WP_CLI::log( sprintf( '[%s] %s: %s', $state, $name, $said ) );
		}
		$status = Framme_Client::for_merchant()->get( 'status' );
		foreach ( Framme_Read::all( $status->body, 'notices' ) as $notice ) {
			WP_CLI::log( Framme_Read::text( $notice, 'text' ) );
		}
		foreach ( Framme_Read::all( $status->body, 'figures' ) as $figure ) {
			WP_CLI::log( Framme_Read::text( $figure, 'label' ) . ': ' . Framme_Read::text( $figure, 'value' ) );
		}
	}

	/**
	 * Prints the address of the page with the button that connects this shop.
	 *
	 * @subcommand connect-url
	 */
	public static function connect_url(): void {
		WP_CLI::log( Framme_Admin_Page::url() );
	}

	/**
	 * Disconnects this shop.
	 *
	 * ## OPTIONS
	 *
	 * [--yes]
	 * : Do not ask whether that is meant.
	 *
	 * @param list<string>          $told    Nothing.
	 * @param array<string, string> $options Options.
	 */
	public static function disconnect( $told, $options ): void {
		if ( ! Framme_Options::connected() ) {
			WP_CLI::error( __( 'This shop is not connected.', 'framme' ) );
		}
		WP_CLI::confirm( __( 'Disconnect this shop from Framme?', 'framme' ), $options );
		if ( ! Framme_Disconnect::now() ) {
			WP_CLI::warning( __( 'Framme could not be told, and will notice by itself.', 'framme' ) );
		}
		WP_CLI::success( __( 'Your shop is disconnected.', 'framme' ) );
	}

	/**
	 * Adds the tracking numbers of a CSV file to their orders.
	 *
	 * ## OPTIONS
	 *
	 * <file>
	 * : The CSV file. Its first line names the columns.
	 *
	 * [--dry-run]
	 * : Only say what would happen.
	 *
	 * @param list<string>          $told    The file.
	 * @param array<string, string> $options Options.
	 */
	public static function import( $told, $options ): void {
		$bytes = Framme_Upload::contents( (string) $told[0] );
		$rows  = is_wp_error( $bytes ) ? $bytes : Framme_Csv::read( $bytes );
		if ( is_wp_error( $rows ) ) {
			WP_CLI::error( $rows->get_error_message() );
		}
		$looking = new Framme_Import();
		$counts  = array();
		foreach ( $rows as $row ) {
			$result = $looking->look( $row );
			if ( Framme_Import::NEW === $result['state'] && empty( $options['dry-run'] ) ) {
				$result = ( new Framme_Import() )->add( $row );
			}
			$counts[ $result['state'] ] = 1 + ( $counts[ $result['state'] ] ?? 0 );
			/* translators: 1: number of a line, 2: order number, 3: tracking number, 4: what happens. */
			WP_CLI::log( sprintf( __( 'Line %1$d, order %2$s, %3$s: %4$s', 'framme' ), $result['line'], $result['order'], $result['number'], $result['said'] ) );
		}
		$wrong = $counts[ Framme_Import::WRONG ] ?? 0;
		if ( $wrong ) {
			/* translators: %d: number of lines. */
			WP_CLI::warning( sprintf( _n( '%d line cannot be used.', '%d lines cannot be used.', $wrong, 'framme' ), $wrong ) );
		}
		$new   = $counts[ Framme_Import::NEW ] ?? 0;
		$added = $counts[ Framme_Import::ADDED ] ?? 0;
		WP_CLI::success(
			empty( $options['dry-run'] )
				/* translators: %d: number of parcels. */
				? sprintf( _n( '%d parcel has been added.', '%d parcels have been added.', $added, 'framme' ), $added )
				/* translators: %d: number of parcels. */
				: sprintf( _n( '%d parcel would be added.', '%d parcels would be added.', $new, 'framme' ), $new )
		);
	}

	/**
	 * Adds a parcel to an order.
	 *
	 * ## OPTIONS
	 *
	 * <order>
	 * : The order's number.
	 *
	 * <number>
	 * : The tracking number.
	 *
	 * [--carrier=<carrier>]
	 * : Who carries it.
	 *
	 * [--items=<items>]
	 * : What is in it, such as "MUG:2|TEA:1". Without it, the whole order.
	 *
	 * [--url=<url>]
	 * : Where it can be followed.
	 *
	 * [--date=<date>]
	 * : When it was sent, such as 2026-11-28. Without it, now.
	 *
	 * @subcommand add-parcel
	 *
	 * @param list<string>          $told    The order and the number.
	 * @param array<string, string> $options Options.
	 */
	public static function add_parcel( $told, $options ): void {
		$row    = array(
			'line'       => 1,
			'order'      => (string) $told[0],
			'number'     => (string) $told[1],
			'carrier'    => (string) ( $options['carrier'] ?? '' ),
			'shipped_at' => (string) ( $options['date'] ?? '' ),
			'url'        => (string) ( $options['url'] ?? '' ),
			'items'      => (string) ( $options['items'] ?? '' ),
		);
		$result = ( new Framme_Import() )->add( $row );
		if ( Framme_Import::ADDED !== $result['state'] ) {
			WP_CLI::error( $result['said'] );
		}
		/* translators: 1: tracking number, 2: order number. */
		WP_CLI::success( sprintf( __( 'The parcel %1$s has been added to order %2$s.', 'framme' ), $result['number'], $result['order'] ) );
	}

	/**
	 * Sets the stage of an order.
	 *
	 * ## OPTIONS
	 *
	 * <order>
	 * : The order's number.
	 *
	 * <stage>
	 * : being_prepared, packed, ready_for_dispatch, or none.
	 *
	 * @param list<string> $told The order and the stage.
	 */
	public static function stage( $told ): void {
		$order = Framme_Order_Finder::find( (string) $told[0] );
		$stage = str_replace( '-', '_', (string) $told[1] );
		if ( is_wp_error( $order ) ) {
			WP_CLI::error( $order->get_error_message() );
		}
		if ( self::NO_STAGE !== $stage && ! Framme_Stages::is_known( $stage ) ) {
			WP_CLI::error( __( 'There is no such stage.', 'framme' ) );
		}
		$changed = Framme_Stages::set( $order, self::NO_STAGE === $stage ? '' : $stage );
		WP_CLI::success( $changed ? __( 'Saved.', 'framme' ) : __( 'No order had to be changed.', 'framme' ) );
	}
}
