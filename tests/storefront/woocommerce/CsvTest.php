<?php
/**
 * Lists of tracking numbers as spreadsheets write them.
 *
 * @package Framme
 */

final class CsvTest extends PretendTestCase {

	/** @return list<array<string, string|int>> */
	private function rows( string $bytes ): array {
		$rows = Framme_Csv::read( $bytes );
		$this->assertIsArray( $rows, is_wp_error( $rows ) ? $rows->get_error_message() : '' );
		return $rows;
	}

	private function refused( string $bytes ): string {
		$error = Framme_Csv::read( $bytes );
		$this->assertInstanceOf( WP_Error::class, $error );
		return $error->get_error_message();
	}

	/**
	 * @dataProvider delimiters
	 */
	public function test_the_delimiter_is_found_by_itself( string $delimiter ): void {
		$rows = $this->rows( implode( $delimiter, array( 'Order', 'Carrier', 'Tracking number' ) ) . "\n" . implode( $delimiter, array( '31', '"Post' . $delimiter . 'Nord"', 'AB1234' ) ) );
		$this->assertSame( array( '31', 'Post' . $delimiter . 'Nord', 'AB1234' ), array( $rows[0]['order'], $rows[0]['carrier'], $rows[0]['number'] ) );
	}

	public function delimiters(): array {
		return array( array( ',' ), array( ';' ), array( "\t" ) );
	}

	public function test_the_line_by_which_a_spreadsheet_names_the_delimiter_is_heeded(): void {
		$rows = $this->rows( "sep=|\r\nOrder|Tracking number\r\n31|AB,1;234\r\n" );
		$this->assertSame( array( 3, 'AB,1;234' ), array( $rows[0]['line'], $rows[0]['number'] ) );
	}

	/**
	 * @dataProvider headings
	 */
	public function test_columns_may_have_names_in_the_plugins_languages( string $headings ): void {
		$row = $this->rows( "$headings\n31;PostNord;AB1234;2026-11-20;https://example.com;MUG:1\n" )[0];
		$this->assertSame(
			array(
				'line'       => 2,
				'order'      => '31',
				'carrier'    => 'PostNord',
				'number'     => 'AB1234',
				'shipped_at' => '2026-11-20',
				'url'        => 'https://example.com',
				'items'      => 'MUG:1',
			),
			$row
		);
	}

	public function headings(): array {
		return array(
			array( 'Order number;Carrier;Tracking number;Date;Link;Items' ),
			array( 'order_id;shipping_provider;TRACKING_NUMBER;date_shipped;tracking_url;contents' ),
			array( ' Ordernummer ;Fraktbolag;Spårningsnummer;Skickad;Länk;Artiklar' ),
			array( 'Beställningsnr.;Transportör;Kolli-ID;Datum;Spårningslänk;Innehåll' ),
			array( 'Nº de pedido;Transportista;Número de seguimiento;Fecha de envío;Enlace;Artículos' ),
			array( 'NUMERO ORDINE;Corriere;Codice di tracciamento;Data;Link di tracciamento;Articoli' ),
			array( '訂單編號;物流公司;追蹤號碼;出貨日期;追蹤連結;商品' ),
			array( "\xEF\xBB\xBF\"Order\";\"Carrier\";\"Tracking\";\"Date\";\"URL\";\"SKUs\"" ),
			array( mb_convert_encoding( 'Beställning;Speditör;Försändelsenummer;Datum;Länk;Innehåll', 'Windows-1252', 'UTF-8' ) ),
		);
	}

	public function test_old_spreadsheets_letters_are_read(): void {
		$this->assertSame( 'Åkeri', $this->rows( "Order,Carrier,Tracking\n31,\xC5keri,AB1234" )[0]['carrier'] );
		$this->assertSame( 'Åkeri à', $this->rows( "\xFF\xFE" . mb_convert_encoding( "Order\tCarrier\tTracking\n31\tÅkeri à\tAB1234", 'UTF-16LE', 'UTF-8' ) )[0]['carrier'] );
		$this->assertSame( 'à', $this->rows( "Order,Carrier,Tracking\n31,à,AB1234" )[0]['carrier'] );
	}

	public function test_what_keeps_text_text_in_spreadsheets_is_taken_off(): void {
		$rows = $this->rows( "Order;Tracking;Carrier\n=\"0031\";=\"0037\";'007\n31;\u{00A0}AB 1234 ;x\n" );
		$this->assertSame( array( '0031', '0037', '007' ), array( $rows[0]['order'], $rows[0]['number'], $rows[0]['carrier'] ) );
		$this->assertSame( 'AB 1234', $rows[1]['number'] );
	}

	public function test_lines_are_counted_as_an_editor_counts_them(): void {
		$rows = $this->rows( "Order,Carrier,Tracking\r\n\r\n31,\"two\r\nlines\",AB1234\r\n,,\r\n32,x,AB1235\r\n" );
		$this->assertSame( array( 3, 6 ), array_column( $rows, 'line' ) );
	}

	public function test_short_lines_and_odd_quotes_are_no_error(): void {
		$rows = $this->rows( "Tracking,Order\nAB1234\n\"AB\"\"1,31\n" );
		$this->assertSame( '', $rows[0]['order'] );
		$this->assertCount( 2, $rows );
	}

	public function test_files_of_old_macs_are_read(): void {
		$this->assertCount( 2, $this->rows( "Order,Tracking\r31,AB1234\r32,AB1235" ) );
	}

	public function test_what_cannot_be_a_list_is_refused_with_a_reason(): void {
		$this->assertStringContainsString( 'empty', $this->refused( '' ) );
		$this->assertStringContainsString( 'empty', $this->refused( "\n\n" ) );
		$this->assertStringContainsString( 'no lines below', $this->refused( "Order,Tracking\n" ) );
		$this->assertStringContainsString( '“Order number” and “Tracking number”', $this->refused( "Name,Town\nx,y" ) );
		$this->assertStringContainsString( 'no CSV', $this->refused( "PK\x03\x04rest of a spreadsheet" ) );
		$this->assertStringContainsString( 'no CSV', $this->refused( "Order,Tracking\n31,\0\0\0" ) );
		$this->assertStringContainsString( 'too big', $this->refused( str_repeat( 'x', 2 * 1024 * 1024 + 1 ) ) );
	}

	public function test_five_thousand_lines_are_read_and_not_one_more(): void {
		$line = "31,AB1234\n";
		$this->assertCount( 5000, $this->rows( "Order,Tracking\n" . str_repeat( $line, 5000 ) ) );
		$this->assertStringContainsString( '5,000', $this->refused( "Order,Tracking\n" . str_repeat( $line, 5001 ) ) );
	}

	public function test_endless_cells_are_cut(): void {
		$this->assertSame( 1000, mb_strlen( $this->rows( "Order,Tracking\n31," . str_repeat( 'å', 5000 ) )[0]['number'] ) );
	}

	public function test_an_upload_is_checked_before_it_is_read(): void {
		$file = array( 'name' => 'list.csv', 'type' => 'text/csv', 'tmp_name' => __FILE__, 'error' => UPLOAD_ERR_OK, 'size' => 10 );
		$said = array(
			'Choose a file.'         => array( 'error' => UPLOAD_ERR_NO_FILE, 'tmp_name' => '' ),
			'too big'                => array( 'error' => UPLOAD_ERR_INI_SIZE, 'tmp_name' => '' ),
			'in one piece'           => array( 'error' => UPLOAD_ERR_PARTIAL ),
			'its name ends with'     => array( 'name' => 'list.php' ),
			'could not be read'      => array( 'tmp_name' => '/etc/passwd', 'name' => 'passwd.csv' ),
		);
		foreach ( $said as $why => $changes ) {
			$error = Framme_Upload::read( $changes + $file );
			$this->assertInstanceOf( WP_Error::class, $error );
			$this->assertStringContainsString( $why, $error->get_error_message() );
		}
		$this->assertInstanceOf( WP_Error::class, Framme_Upload::read( array( 'name' => array( 'a.csv' ), 'tmp_name' => array( '/etc/passwd' ), 'error' => array( 0 ) ) ) );
		$this->assertInstanceOf( WP_Error::class, Framme_Upload::read( array() ) );
		$this->assertInstanceOf( WP_Error::class, Framme_Upload::contents( '/no/such/file.csv' ) );
	}
}
