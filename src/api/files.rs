//! Files of a room.

use super::MAX_MESSAGE_LENGTH;
use super::messages::AccountInfo;
use crate::macros::{endpoints, models};

models! {
    /// ルームにアップロードされたファイル。
    /// A file uploaded to a room.
    struct File {
        /// ファイル ID。
        /// File id.
        file_id: u64,
        /// アップロードした人。
        /// Who uploaded it.
        account: AccountInfo,
        /// ファイルを知らせるメッセージの ID (文字列)。
        /// Id of the message that announced the file, a string.
        message_id: String,
        /// ファイル名。
        /// Name of the file.
        filename: String,
        /// 大きさ (バイト)。
        /// Size in bytes.
        filesize: u64,
        /// アップロード日時 (Unix 時間・秒)。
        /// Time of the upload, in Unix seconds.
        upload_time: u64,
    }

    /// `postRoomFiles` の結果。
    /// Result of `postRoomFiles`.
    struct UploadedFiles {
        /// アップロードしたファイルの ID。
        /// Id of the uploaded file.
        file_id: u64,
    }

    /// `create_download_url` を付けて取得したファイル。
    /// A file, with a download URL where one was asked for.
    struct DownloadableFile: File {
        /// ダウンロード URL。30 秒だけ有効で、トークンなしで取得します。
        /// URL to download from, valid for 30 seconds and fetched without the token.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        download_url: Option<String>,
    }
}

endpoints! {
    /// ルームのファイルを最大 100 件返します。続きを取得する方法はありません。
    ///
    /// Returns up to 100 files of a room. There is no way to get more.
    getRoomFiles(roomId) = Get "/rooms/{roomId}/files" {
        params {
            /// このアカウントがアップロードしたファイルだけに絞ります。
            /// Only files uploaded by this account.
            optional account_id: Id,
        }
        answer Vec<File>,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.files:read"],
        example r#"[{"file_id":1734882051,"account":{"account_id":2210399,"name":"佐藤 健","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_violet.png"},"message_id":"1976543899012345856","filename":"設計書_v2.pdf","filesize":253542,"upload_time":1750000165}]"#,
    }

    /// ファイルを 1 つアップロードします (最大 5 MB)。
    ///
    /// Uploads one file of at most 5 MB.
    postRoomFiles(roomId) = Post "/rooms/{roomId}/files" {
        params {
            /// ファイルの中身 (最大 5 MB)。
            /// The bytes of the file, at most 5 MB.
            required file: File,
            /// ファイル名。省略時は `File` の `name`、それもなければ `file`。
            /// Name of the file; when left out that of the `File`, else `file`.
            optional filename: FileName,
            /// 一緒に投稿するメッセージ (最大 65,535 文字)。
            /// Message posted with the file, up to 65,535 characters.
            optional message: Text { min: 0, max: MAX_MESSAGE_LENGTH },
        }
        answer UploadedFiles,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.files:write"],
        example r#"{"file_id":1734882099}"#,
    }

    /// ファイルを 1 件返します。`create_download_url` を付けるとダウンロード URL も返ります。
    ///
    /// Returns one file, with `create_download_url` also a URL to download it from.
    getRoomFile(roomId, fileId) = Get "/rooms/{roomId}/files/{fileId}" {
        params {
            /// 30 秒間有効なダウンロード URL を作るか。
            /// Whether to make a download URL, valid for 30 seconds.
            optional create_download_url: Flag,
        }
        answer DownloadableFile,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.files:read"],
        example r#"{"file_id":1734882051,"account":{"account_id":2210399,"name":"佐藤 健","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_violet.png"},"message_id":"1976543899012345856","filename":"設計書_v2.pdf","filesize":253542,"upload_time":1750000165,"download_url":"https://appdata.chatwork.com/uploadfile/398765/398765432/0f6c2b1e9a7d4c3f8b5a60e1d2c3f4a5.dat?Expires=1750000230"}"#,
    }
}
