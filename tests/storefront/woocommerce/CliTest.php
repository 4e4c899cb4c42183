<?php
/**
 * The commands of WP-CLI.
 *
 * @package Framme
 */

final class CliTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->order();
		$this->order();
		Framme_Cli::add_commands();
	}

	private function refused( string $line ): string {
		try {
			$this->cli( $line );
		} catch ( Pretend_Cli_Error $error ) {
			return $error->getMessage();
		}
		$this->fail( 'refused' );
	}

	private function file( string $text ): string {
		$path = tempnam( sys_get_temp_dir(), 'framme' );
		file_put_contents( $path, $text );
		return $path;
	}

	public function test_a_parcel_is_added(): void {
		$said = $this->cli( 'framme add-parcel 31 "ab 1234" --carrier=PostNord --items=MUG-B:2 --date=2026-11-20 --url=https://example.com/' );
		$this->assertSame( array( 'Success: The parcel AB1234 has been added to order 31.' ), $said );
		$parcel = Framme_Parcels::of( wc_get_order( 31 ) )[0];
		$this->assertSame( array( 'PostNord', 'https://example.com/', '2026-11-20' ), array( $parcel['carrier'], $parcel['url'], wp_date( 'Y-m-d', $parcel['shipped_at'] ) ) );
		$this->assertSame( array( array( 'item_id' => 311, 'qty' => 2 ) ), $parcel['items'] );
	}

	public function test_what_cannot_be_added_is_an_error(): void {
		$this->assertSame( 'There is no order with this number.', $this->refused( 'framme add-parcel 99 AB1234' ) );
		$this->assertStringContainsString( 'from 4 to 100', $this->refused( 'framme add-parcel 31 1' ) );
		$this->assertStringContainsString( 'no item with the SKU “X”', $this->refused( 'framme add-parcel 31 AB1234 --items=X:1' ) );
		$this->cli( 'framme add-parcel 31 AB1234' );
		$this->assertStringContainsString( 'already', $this->refused( 'framme add-parcel 31 AB1234' ) );
	}

	public function test_the_stage_is_set_and_taken_away(): void {
		$this->assertSame( array( 'Success: Saved.' ), $this->cli( 'framme stage 31 ready-for-dispatch' ) );
		$this->assertSame( 'ready_for_dispatch', Framme_Stages::of( wc_get_order( 31 ) ) );
		$this->assertSame( array( 'Success: No order had to be changed.' ), $this->cli( 'framme stage 31 ready_for_dispatch' ) );
		$this->cli( 'framme stage 31 none' );
		$this->assertSame( '', Framme_Stages::of( wc_get_order( 31 ) ) );
		$this->assertSame( 'There is no such stage.', $this->refused( 'framme stage 31 delivered' ) );
		$this->assertSame( 'There is no order with this number.', $this->refused( 'framme stage 99 packed' ) );
	}

	public function test_a_file_is_imported_after_a_dry_run(): void {
		$file = $this->file( "Order,Tracking\n31,AB1234\n99,AB1235\n31,AB1234\n" );
		$said = $this->cli( "framme import $file --dry-run" );
		$this->assertSame( 'Success: 1 parcel would be added.', end( $said ) );
		$this->assertSame( array(), Framme_Parcels::of( wc_get_order( 31 ) ) );
		$said = $this->cli( "framme import $file" );
		$this->assertSame( 'Line 2, order 31, AB1234: Added.', $said[0] );
		$this->assertSame( 'Line 3, order 99, AB1235: There is no order with this number.', $said[1] );
		$this->assertSame( 'Warning: 1 line cannot be used.', $said[3] );
		$this->assertSame( 'Success: 1 parcel has been added.', $said[4] );
		$this->assertCount( 1, Framme_Parcels::of( wc_get_order( 31 ) ) );
		unlink( $file );
	}

	public function test_a_file_that_is_none_is_an_error(): void {
		$this->assertStringContainsString( 'could not be read', $this->refused( 'framme import /no/such/file' ) );
		$file = $this->file( "Name\nx\n" );
		$this->assertStringContainsString( 'has to name the columns', $this->refused( "framme import $file" ) );
		unlink( $file );
	}

	public function test_status_says_how_it_stands(): void {
		$this->assertContains( 'This shop is not connected.', $this->cli( 'framme status' ) );
		$this->connect();
		$this->answer( self::FRAMME . '/shop-api/v1/status', 200, array( 'figures' => array( array( 'label' => 'Orders', 'value' => '12' ) ), 'notices' => array( array( 'tone' => 'info', 'text' => 'All is well.' ) ) ) );
		$said = implode( "\n", $this->cli( 'framme status' ) );
		$this->assertStringContainsString( '[good] The way to Framme', $said );
		$this->assertStringContainsString( "All is well.\nOrders: 12", $said );
		$this->assertStringNotContainsString( Framme_Options::connection()['secret'], $said );
	}

	public function test_the_page_that_connects_is_named(): void {
		$this->assertSame( array( admin_url( 'admin.php?page=framme' ) ), $this->cli( 'framme connect-url' ) );
	}

	public function test_disconnecting_asks_first(): void {
		$this->assertSame( 'This shop is not connected.', $this->refused( 'framme disconnect --yes' ) );
		$this->connect();
		WP_CLI::$agrees = false;
		$this->assertSame( 'not confirmed', $this->refused( 'framme disconnect' ) );
		$this->assertTrue( Framme_Options::connected() );
		$said = $this->cli( 'framme disconnect --yes' );
		$this->assertStringContainsString( 'could not be told', $said[0] );
		$this->assertSame( 'Success: Your shop is disconnected.', $said[1] );
		$this->assertFalse( Framme_Options::connected() );
	}

	public function test_there_are_no_commands_without_a_command_line(): void {
		WP_CLI::$commands = array();
		Framme_Cli::listen();
		$this->assertSame( array(), WP_CLI::$commands );
	}
}
